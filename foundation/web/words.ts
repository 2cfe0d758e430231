// Carries the words and the language of a page down to every component, so that no page has to pass them on.

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { nl, type WebText } from './text.nl.ts'

export const Words = createContext<WebText>(nl)

export function useWords(): WebText {
  return useContext(Words)
}

/** Puts a number in a sentence: fill('U hebt nog {n} tekens', 12). */
export function fill(sentence: string, n: number): string {
  return sentence.replace('{n}', String(n))
}

/** Joins the class names that apply. */
export function names(...parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(' ')
}
