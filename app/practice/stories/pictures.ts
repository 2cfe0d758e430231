// The files in the stories: a sketch of a barn, and a small table of a monitor.
import sharp from 'sharp'
import type { PracticeFile } from '../story.ts'

// Without letters: a machine without fonts must draw it too.
const BARN = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="760" viewBox="0 0 1200 760">
  <rect width="1200" height="760" fill="#fbf8ef"/>
  <g fill="none" stroke="#29405c" stroke-width="5" stroke-linecap="round" stroke-linejoin="round">
    <path d="M20 640 C 300 600 620 655 1180 622"/>
    <path d="M20 700 C 330 672 700 716 1180 690" stroke-dasharray="3 18"/>
    <path d="M140 628 L140 330 L330 210 L525 330 L525 632"/>
    <path d="M112 347 L330 206 L552 347"/>
    <path d="M250 628 L250 440 L410 440 L410 630 M330 440 L330 628"/>
    <path d="M282 300 L378 300 M330 268 L330 334"/>
    <path d="M770 628 L770 300 L905 190 L1045 300 L1045 626"/>
    <path d="M742 318 L905 184 L1072 318"/>
    <rect x="800" y="368" width="92" height="86"/>
    <path d="M846 368 L846 454 M800 411 L892 411"/>
    <rect x="940" y="470" width="64" height="156"/>
    <path d="M150 322 l48 -30 M210 284 l48 -30" stroke-width="3"/>
  </g>
  <g fill="#f3c13a" stroke="#29405c" stroke-width="5"><rect x="440" y="520" width="66" height="108" rx="8"/></g>
  <path d="M480 538 L458 580 L476 580 L466 612 L492 568 L473 568 Z" fill="#29405c"/>
  <g fill="none" stroke="#b3261e" stroke-width="5" stroke-linecap="round" stroke-linejoin="round">
    <path d="M516 574 L796 430"/><path d="M536 548 L514 576 L550 578"/><path d="M764 430 L798 428 L780 456"/>
    <path d="M628 470 l18 40 M656 456 l18 40 M684 442 l18 40"/>
  </g>
</svg>`

export const barn: PracticeFile = {
  name: 'schets schuur Postma.png',
  description:
    'Schets met pen. Links de schuur van Postma met de batterij in de rechterhoek. Rechts het huis van de buren met een slaapkamerraam. Een rode pijl tussen batterij en raam heeft drie streepjes: drie meter.',
  bytes: () => sharp(Buffer.from(BARN)).png({ palette: true, compressionLevel: 9 }).toBuffer(),
}

const TABLE = `jaar;panden geteld;panden in het Dijklint;daken met iets zichtbaars vanaf de weg;niet te zien door bomen
2023;141;164;19;23
2024;152;164;24;12
2025;158;164;31;6
`

export const monitorTable: PracticeFile = {
  name: 'monitor Dijklint 2023-2025.csv',
  description: 'Tabel met drie jaren: hoeveel panden zijn geteld, van de 164, en op hoeveel daken iets zichtbaar is.',
  bytes: async () => Buffer.from(TABLE),
}
