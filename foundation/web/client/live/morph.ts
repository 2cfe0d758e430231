// Makes a part of the page as it is now, and leaves alone what the reader has in hand: focus, opened folds, typed words.

/** What differs on every drawing and means nothing: the key of a form, the words of a time ago. */
const settledWords = (part: Element): string => {
  const copy = part.cloneNode(true) as Element
  for (const field of copy.querySelectorAll('input[type=hidden]')) field.remove()
  for (const time of copy.querySelectorAll('time')) time.textContent = ''
  for (const fold of copy.querySelectorAll('details')) fold.removeAttribute('open')
  for (const added of copy.querySelectorAll('.schakel-new')) added.classList.remove('schakel-new')
  // Words that scripts added for who listens.
  for (const status of copy.querySelectorAll('[role=status]')) status.remove()
  return copy.innerHTML.replace(/\s+class=""/g, '')
}

export const differs = (here: Element, there: Element): boolean => settledWords(here) !== settledWords(there)

const inHand = (element: Element): boolean => {
  if (element.contains(document.activeElement) && document.activeElement !== document.body) return true
  for (const field of element.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    if (
      field.type === 'checkbox' || field.type === 'radio'
        ? (field as HTMLInputElement).checked !== (field as HTMLInputElement).defaultChecked
        : field.type !== 'hidden' && field.value !== field.defaultValue
    )
      return true
  }
  return false
}

const nameOf = (node: Element): string =>
  node.id ||
  (node instanceof HTMLFormElement
    ? `form ${node.getAttribute('action')} ${(node.elements.namedItem('_act') as HTMLInputElement | null)?.value ?? ''}`
    : '')

const matches = (here: Element, there: Element): boolean =>
  here.tagName === there.tagName && nameOf(here) === nameOf(there)

/** Changes `here` into `there`, element by element; both stay in their own place in the document. */
export const morph = (here: Element, there: Element): void => {
  // A form is the reader's: what is written in it, and what scripts made of its fields, stays.
  if (here instanceof HTMLFormElement) return
  if (here.tagName !== 'DETAILS') copyAttributes(here, there)
  if (there.children.length === 0) {
    if (here.innerHTML !== there.innerHTML && !inHand(here)) here.innerHTML = there.innerHTML
    return
  }
  const old = [...here.children]
  let place: ChildNode | null = here.firstChild
  const passText = () => {
    while (place && place.nodeType !== Node.ELEMENT_NODE) place = place.nextSibling
  }
  // Words between elements (a name, a comma): drawn anew only when nothing below is in hand.
  if (mixed(here) !== mixed(there)) {
    if (!inHand(here)) here.replaceChildren(...[...there.childNodes].map((node) => document.importNode(node, true)))
    return
  }
  for (const next of [...there.children]) {
    passText()
    const known = old.find((one) => matches(one, next))
    if (known) {
      old.splice(old.indexOf(known), 1)
      if (known !== place) here.insertBefore(known, place)
      else place = known.nextSibling
      if (known.outerHTML !== next.outerHTML) morph(known, next)
    } else here.insertBefore(document.importNode(next, true), place)
  }
  for (const gone of old) if (!inHand(gone)) gone.remove()
}

const mixed = (element: Element): string =>
  [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.textContent?.trim())
    .filter(Boolean)
    .join('|')

const copyAttributes = (here: Element, there: Element): void => {
  for (const { name } of [...here.attributes])
    if (!there.hasAttribute(name) && name !== 'tabindex') here.removeAttribute(name)
  for (const { name, value } of [...there.attributes])
    if (here.getAttribute(name) !== value) here.setAttribute(name, value)
}
