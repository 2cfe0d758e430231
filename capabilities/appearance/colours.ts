// From one colour of a house style to the shades in which letters, buttons and edges can be read, in the light and in the dark.
//
// We reckon in OKLCH, where a step in lightness is the same step to the eye for every hue, and we measure what WCAG 2.2
// measures: nothing in which words are written has less than 4.5 : 1 on any of our backgrounds.

type Rgb = readonly [red: number, green: number, blue: number]
interface Lch {
  readonly lightness: number
  readonly chroma: number
  readonly hue: number
}

/** What is enough for words of any size (WCAG 1.4.3). */
export const ENOUGH = 4.5
/** The backgrounds of our style sheet on which words stand (foundation/web/style/10-tokens.css). */
export const BACKGROUNDS = {
  light: ['#ffffff', '#fbfaf7', '#f6f4ef'],
  dark: ['#192125', '#12181b'],
} as const
const STEPS = [50, 100, 200, 300, 400, 500, 600, 700] as const
export type Ramp = Readonly<Record<(typeof STEPS)[number], string>>

export const isColour = (typed: string): boolean => /^#[0-9a-f]{6}$/i.test(typed)

const rgbOf = (colour: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255) as unknown as Rgb
const hexOf = (rgb: Rgb): string =>
  `#${rgb
    .map((part) =>
      Math.round(Math.min(1, Math.max(0, part)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
const curved = (part: number) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055)

const luminance = (colour: string): number => {
  const [red, green, blue] = rgbOf(colour).map(linear) as unknown as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** 1 … 21, as WCAG reckons it. */
export const contrast = (one: string, other: string): number => {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

/** The lowest contrast of a colour on several others. */
const lowest = (colour: string, others: readonly string[]) =>
  Math.min(...others.map((other) => contrast(colour, other)))

const lchOf = (colour: string): Lch => {
  const [red, green, blue] = rgbOf(colour).map(linear) as unknown as Rgb
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, b),
    hue: Math.atan2(b, a),
  }
}

const rgbFrom = ({ lightness, chroma, hue }: Lch): Rgb => {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    curved(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    curved(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    curved(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

/** The colour of this lightness and hue; paler where a screen has no such bright one. */
const drawn = (wanted: Lch): string => {
  for (let { chroma } = wanted; chroma > 0.001; chroma -= 0.004) {
    const rgb = rgbFrom({ ...wanted, chroma })
    if (rgb.every((part) => part >= -0.0005 && part <= 1.0005)) return hexOf(rgb)
  }
  return hexOf(rgbFrom({ ...wanted, chroma: 0 }))
}

/** Darker (or lighter) step by step, until words in it can be read on all of these. Black and white always can. */
const readable = (start: Lch, on: readonly string[], step: number): string => {
  for (let { lightness } = start; lightness > 0 && lightness < 1; lightness += step) {
    const colour = drawn({ ...start, lightness })
    if (lowest(colour, on) >= ENOUGH) return colour
  }
  return step < 0 ? '#000000' : '#ffffff'
}

export interface Shade {
  readonly ramp: Ramp
  /** In which words, buttons and edges are drawn. */
  readonly colour: string
  /** The lowest contrast it has where words stand. */
  readonly contrast: number
  /** Not the colour that was chosen, because nobody could read that. */
  readonly adjusted: boolean
}

const shadeOf = (chosen: string, ramp: Ramp, on: readonly string[]): Shade => ({
  ramp,
  colour: ramp[500],
  contrast: lowest(ramp[500], on),
  adjusted: ramp[500] !== chosen,
})

const light = (chosen: string): Shade => {
  const base = lchOf(chosen)
  const tint = (lightness: number, part: number) =>
    drawn({ ...base, lightness, chroma: Math.min(base.chroma, 0.16) * part })
  const tints = { 50: tint(0.975, 0.08), 100: tint(0.945, 0.16), 200: tint(0.895, 0.3), 300: tint(0.8, 0.5) }
  const on = [...BACKGROUNDS.light, tints[50], tints[100]]
  const text = lowest(chosen, on) >= ENOUGH ? chosen : readable(base, on, -0.005)
  const { lightness } = lchOf(text)
  const darker = (by: number) => readable({ ...base, lightness: Math.max(0.14, lightness - by) }, on, -0.005)
  const lighter = readable({ ...base, lightness: lightness + 0.08 }, on, -0.005)
  return shadeOf(chosen, { ...tints, 400: lighter, 500: text, 600: darker(0.06), 700: darker(0.17) }, on)
}

const dark = (chosen: string): Shade => {
  const base = lchOf(chosen)
  const soft = { ...base, chroma: Math.min(base.chroma, 0.14) }
  const tint = (lightness: number, part: number) => drawn({ ...soft, lightness, chroma: soft.chroma * part })
  const tints = { 50: tint(0.26, 0.25), 100: tint(0.295, 0.32), 200: tint(0.355, 0.42), 300: tint(0.47, 0.6) }
  const on = [...BACKGROUNDS.dark, tints[50], tints[100]]
  const lit = (lightness: number) => readable({ ...soft, lightness }, on, 0.005)
  const text = lowest(chosen, on) >= ENOUGH && base.lightness >= 0.7 ? chosen : lit(0.8)
  const { lightness } = lchOf(text)
  return shadeOf(
    chosen,
    {
      ...tints,
      400: lit(Math.max(0.74, lightness - 0.06)),
      500: text,
      600: lit(Math.min(0.93, lightness + 0.06)),
      700: lit(0.955),
    },
    on,
  )
}

/** `chosen`: '#rrggbb'. */
export const shadesOf = (chosen: string): { readonly light: Shade; readonly dark: Shade } => {
  const colour = chosen.toLowerCase()
  return { light: light(colour), dark: dark(colour) }
}

const rules = (ramp: Ramp) => STEPS.map((step) => `--voorbeeld-kleuren-violet-${step}:${ramp[step]}`).join(';')

/** The style sheet that comes after the one of the house: the ramp on which acts and accents are built. */
export const stylesheetOf = (chosen: string): string => {
  const { light, dark } = shadesOf(chosen)
  return `.schakel-theme{${rules(light.ramp)}}
@media screen and (prefers-color-scheme:dark){.schakel-theme{${rules(dark.ramp)}}}
`
}
