// Passkeys in the browser: asks the device for its key, and sends what it says. Without this script nothing is shown of it.
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

const ask = async (path: string, body: object): Promise<any> => {
  const answer = await fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

// Only what the contract names: browsers add fields of their own.
const signIn = async (next: string): Promise<string> => {
  const { id, rawId, type, response } = await startAuthentication({ optionsJSON: await ask('/passkey-challenges', {}) })
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  const credential = { id, rawId, type, response: { clientDataJSON, authenticatorData, signature, userHandle } }
  return (await ask('/passkey-sessions', { next, credential })).next
}
const register = async (next: string): Promise<string> => {
  const { id, rawId, type, response } = await startRegistration({
    optionsJSON: await ask('/passkey-registrations', {}),
  })
  const { clientDataJSON, attestationObject, transports } = response
  await ask('/passkeys', {
    credential: { id, rawId, type, response: { clientDataJSON, attestationObject, transports } },
  })
  return next
}

/** Shows the buttons that need a device's key, and lets them do it. */
export const offerPasskeys = (): void => {
  if (!browserSupportsWebAuthn()) return
  for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
    const button = place.querySelector('button')
    if (!button) continue
    place.hidden = false
    button.addEventListener('click', async () => {
      const says = place.querySelector('[role=status]')
      if (says) says.textContent = ''
      try {
        location.assign(await (place.dataset.passkey === 'register' ? register : signIn)(place.dataset.next ?? ''))
      } catch {
        // Also when somebody changed their mind: the device does not tell which.
        if (says) says.textContent = place.dataset.failed ?? ''
      }
    })
  }
}
