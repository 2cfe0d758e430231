// What the browser adds to pages that already work: small comforts, each of which may fail without breaking the page.

import { closeWhenLeft } from './closing.ts'
import { countCharacters } from './counting.ts'
import { showErrors } from './errors.ts'
import { guardForms } from './guard.ts'
import { keepWords } from './keeping.ts'
import { listenToKeys } from './keys.ts'
import { followLive } from './live/follow.ts'
import { workOffline } from './offline.ts'
import { enhancePickers } from './picker.ts'
import { rememberScroll } from './scroll.ts'
import { sendOnChange } from './sending.ts'

document.documentElement.classList.add('schakel-script')

// The order matters once: words must be put back before they are counted.
for (const comfort of [
  keepWords,
  showErrors,
  countCharacters,
  enhancePickers,
  guardForms,
  sendOnChange,
  listenToKeys,
  closeWhenLeft,
  rememberScroll,
  followLive,
  workOffline,
]) {
  try {
    comfort()
  } catch (error) {
    console.warn(comfort.name, error)
  }
}
