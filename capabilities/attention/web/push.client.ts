// Turning on a signal in this browser: asks the browser after a click, and tells the house how to reach it.

const bytesOf = (encoded: string): Uint8Array<ArrayBuffer> => {
  const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}

const subscribe = async (publicKey: string): Promise<PushSubscription> => {
  const applicationServerKey = bytesOf(publicKey)
  // Its scope holds no page: it only waits for a poke, and stands in nobody's way.
  const worker = await navigator.serviceWorker.register('/aandacht/seintje.js')
  const before = await worker.pushManager.getSubscription()
  if (before) await before.unsubscribe()
  for (let tries = 0; !worker.active && tries < 50; tries += 1) await new Promise((done) => setTimeout(done, 100))
  return worker.pushManager.subscribe({ ['userVisibleOnly']: true, applicationServerKey })
}

const tellHouse = async (subscription: PushSubscription, name: string): Promise<void> => {
  const { endpoint, keys } = subscription.toJSON()
  const answer = await fetch('/api/v1/devices', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ name, endpoint, keys: { p256dh: keys?.p256dh, auth: keys?.auth } }),
  })
  if (answer.ok) return
  await subscription.unsubscribe()
  throw new Error(String(answer.status))
}

/** Shows the button where the browser can do it; without this script the page says that it needs one. */
export const offerSignals = (): void => {
  const place = document.querySelector<HTMLElement>('[data-push]')
  const button = place?.querySelector<HTMLButtonElement>('[data-push-on]')
  const says = place?.querySelector<HTMLElement>('[data-push-says]')
  if (!place || !button || !says) return
  const { push: publicKey = '', never = '', refused = '', failed = '', phone = '', computer = '' } = place.dataset
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) {
    says.textContent = never
    return
  }
  says.textContent = ''
  button.hidden = false
  button.addEventListener('click', async () => {
    button.disabled = true
    try {
      if ((await Notification.requestPermission()) !== 'granted') {
        says.textContent = refused
        return
      }
      const kind = navigator.maxTouchPoints > 1 ? phone : computer
      await tellHouse(await subscribe(publicKey), `${kind} (${location.host})`)
      location.hash = 'seintje'
      location.reload()
    } catch {
      says.textContent = failed
    } finally {
      button.disabled = false
    }
  })
}
