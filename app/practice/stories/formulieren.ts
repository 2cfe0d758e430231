// Forms that may serve nobody: the story in which Henk has his one open item.
import type { Story } from '../story.ts'

export const formulieren: Story = {
  key: 'formulieren',
  kind: 'service',
  title: 'Formulieren die niemand leest',
  reason: 'Inwoners vullen voor één uitkering elf formulieren in. Van vier weet niemand wie ze leest.',
  owner: 'iris',
  deputy: 'ilse',
  ceiling: 'organisation',
  purpose: 'Alleen vragen wat iemand nodig heeft om te beslissen.',
  residentEffect: 'Minder papier voor wie toch al zorgen heeft.',
  opened: '1 dec 09.30',
  then: [
    {
      on: '1 dec 09.45',
      by: 'iris',
      writes: 'Elf formulieren geteld. Bij zeven is duidelijk wie ze gebruikt. W-3, W-7, W-9 en W-12 blijven over.',
      for: 'organisation',
    },
    {
      on: '4 dec 13.00',
      by: 'iris',
      asks: 'priya',
      kind: 'question',
      question: 'Mogen wij W-9 bewaren als niemand zegt waarvoor hij is?',
      due: '18 dec',
      for: 'organisation',
      as: 'w9',
    },
    {
      on: '10 dec 15.20',
      by: 'priya',
      answers: 'w9',
      text: 'Nee. Zonder doel mag u de gegevens niet vragen en ook niet bewaren. Stop met W-9 en vernietig wat er ligt, met een lijst van wat er lag.',
    },
    {
      on: '15 dec 09.10',
      by: 'ilse',
      writes:
        'De controle zegt: W-7 moet blijven, “voor het geval dat”. Bij de laatste 120 dossiers die ik zag, is W-7 in geen enkel besluit genoemd. Dat zijn er 120 van ruim 900, dus zeker weten doe ik het niet.',
      for: 'organisation',
    },
    {
      on: '16 jan 09.30',
      by: 'iris',
      asks: 'henk',
      kind: 'question',
      question: 'Gebruikt u formulier W-7 als u beslist? Ja of nee is genoeg, met één zin waarom.',
      due: '22 jan',
      for: 'organisation',
      as: 'w7',
    },
  ],
}
