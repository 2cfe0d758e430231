// What a colour does to our pages, as a picture: a button, a link and a chosen tab, in the light and in the dark.
import type { Shade } from './colours.ts'

export interface ExampleWords {
  readonly button: string
  readonly link: string
  readonly chosen: string
  readonly light: string
  readonly dark: string
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const panel = (
  at: number,
  { ramp }: Shade,
  ground: { readonly paper: string; readonly surface: string; readonly ink: string; readonly onButton: string },
  words: ExampleWords,
  title: string,
) => `<g transform="translate(${at} 0)">
<rect width="300" height="190" rx="8" fill="${ground.paper}"/>
<rect x="16" y="48" width="268" height="126" rx="6" fill="${ground.surface}"/>
<rect x="16" y="16" width="120" height="24" rx="4" fill="${ramp[100]}"/>
<rect x="16" y="38" width="120" height="3" fill="${ramp[500]}"/>
<text x="28" y="33" fill="${ramp[600]}" font-weight="600">${escaped(words.chosen)}</text>
<text x="284" y="33" text-anchor="end" fill="${ground.ink}">${escaped(title)}</text>
<text x="32" y="82" fill="${ramp[500]}" text-decoration="underline">${escaped(words.link)}</text>
<rect x="32" y="104" width="148" height="44" rx="7" fill="${ramp[500]}"/>
<text x="106" y="131" text-anchor="middle" fill="${ground.onButton}" font-weight="600">${escaped(words.button)}</text>
<rect x="196" y="105" width="72" height="42" rx="7" fill="none" stroke="${ramp[400]}" stroke-width="1.5"/>
<text x="232" y="131" text-anchor="middle" fill="${ramp[500]}" font-weight="600">Aa</text>
</g>`

export const drawExample = (shades: { readonly light: Shade; readonly dark: Shade }, words: ExampleWords): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 190" width="620" height="190" font-family="Noto Sans, system-ui, sans-serif" font-size="15">
${panel(0, shades.light, { paper: '#f6f4ef', surface: '#ffffff', ink: '#2c383d', onButton: '#ffffff' }, words, words.light)}
${panel(320, shades.dark, { paper: '#12181b', surface: '#192125', ink: '#d5dcdf', onButton: '#192125' }, words, words.dark)}
</svg>
`
