// The register of processing (art. 30 AVG), made from what every room declares of itself.
import type { ProcessingShown } from './contract.ts'
import { allRooms } from './rooms.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

/** All that the house keeps of people, room by room; `off` are the rooms that this organisation does not use. */
export const processingOf = (locale: 'nl' | 'en', off: readonly string[]): ProcessingShown[] =>
  allRooms().flatMap((room) => {
    const words = room.text[locale]
    return (room.processing?.rows ?? []).map(({ key, basis, fields }) => {
      const said = words.processing?.[key]
      if (!said) throw new Error(`${room.name} has no words for what it keeps: ${key}`)
      return {
        room: room.name,
        roomTitle: words.ofRoom!.title,
        used: !off.includes(room.name),
        ...said,
        basis: (locale === 'en' ? en : nl).bases[basis],
        fields: [...fields],
      }
    })
  })
