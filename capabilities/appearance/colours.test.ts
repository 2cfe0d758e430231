// Whatever colour a town chooses, nobody gets words that cannot be read.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BACKGROUNDS, contrast, ENOUGH, shadesOf } from './colours.ts'

const every = function* () {
  const parts = [0, 17, 51, 85, 119, 153, 187, 221, 255]
  for (const red of parts)
    for (const green of parts)
      for (const blue of parts)
        yield `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

test('contrast is what WCAG reckons', () => {
  assert.equal(Math.round(contrast('#000000', '#ffffff')), 21)
  assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48')
})

test('of every colour the shades for words have at least 4.5 to 1, in the light and in the dark', () => {
  for (const chosen of every()) {
    const { light, dark } = shadesOf(chosen)
    const grounds = {
      light: [...BACKGROUNDS.light, light.ramp[50], light.ramp[100]],
      dark: [...BACKGROUNDS.dark, dark.ramp[50], dark.ramp[100]],
    }
    for (const [shade, on] of [
      [light, grounds.light],
      [dark, grounds.dark],
    ] as const)
      for (const step of [400, 500, 600, 700] as const)
        for (const ground of on)
          assert.ok(contrast(shade.ramp[step], ground) >= ENOUGH, `${chosen} ${step} ${shade.ramp[step]} on ${ground}`)
    // Letters on a button: white in the light, our dark surface in the dark.
    assert.ok(contrast('#ffffff', light.colour) >= ENOUGH && contrast('#192125', dark.colour) >= ENOUGH)
    assert.ok(light.contrast >= ENOUGH && dark.contrast >= ENOUGH)
  }
})

test('a colour that can be read stays the colour that was chosen', () => {
  assert.deepEqual([shadesOf('#0c5a68').light.colour, shadesOf('#0c5a68').light.adjusted], ['#0c5a68', false])
  assert.equal(shadesOf('#ffd500').light.adjusted, true)
  assert.equal(shadesOf('#7A1C4B').light.colour, '#7a1c4b')
})
