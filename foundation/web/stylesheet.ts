// Puts the one style sheet together: only the tokens that are used, only the components that are drawn, then our own.

import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const own = join(import.meta.dirname, 'style')

// One line per component that basics, form, list, … draw with a class of Utrecht or NL Design System.
const utrecht = [
  'root',
  'body',
  'form-field',
  'form-field-description',
  'form-field-error-message',
  'form-label',
  'form-fieldset',
  'textbox',
  'textarea',
  'select',
  'checkbox',
  'radio-button',
  'button-group',
  'alert',
  'status-badge',
  'data-list',
  'table',
  'pagination',
  'breadcrumb-nav',
]
const candidates = ['button', 'heading', 'link', 'paragraph', 'skip-link']

/** Every file that decides what the style sheet says, for the fingerprint. */
export function styleSources(): string[] {
  return [
    ...utrecht.map((name) => inPackage(`@utrecht/${name}-css`, 'dist/index.css')),
    ...candidates.map((name) => inPackage(`@nl-design-system-candidate/${name}-css`, `dist/${name}.css`)),
    inPackage('@nl-design-system-unstable/voorbeeld-design-tokens', 'dist/theme.css'),
    ...readdirSync(own)
      .sort()
      .map((name) => join(own, name)),
    join(import.meta.dirname, 'stylesheet.ts'),
  ]
}

/** `fontFaces` comes in, because it holds the hashed names of the font files. */
export function buildStylesheet(fontFaces: string): string {
  const files = styleSources().filter((path) => path.endsWith('.css'))
  const read = (path: string) => withoutComments(readFileSync(path, 'utf8'))
  const theme = read(files.find((path) => path.includes('voorbeeld-design-tokens'))!)
  const ours = files.filter((path) => path.startsWith(own)).map(read)
  const theirs = files.filter((path) => !path.startsWith(own) && !path.includes('voorbeeld-design-tokens')).map(read)
  const components = withoutUnusedRules(theirs.join('\n'))
  // In layers, so that our own rules win without outshouting: order decides, not the length of a selector.
  return minify(
    [
      '@layer tokens, components, schakel;',
      fontFaces,
      `@layer tokens {${usedTokens(theme, components + ours.join('\n'))}}`,
      `@layer components {${components}}`,
      `@layer schakel {${ours.join('\n')}}`,
    ].join('\n'),
  )
}

function inPackage(name: string, path: string): string {
  // Not every package lets its package.json be asked for, so look where the packages lie.
  for (const folder of require.resolve.paths(name) ?? []) {
    const file = join(folder, name, path)
    try {
      readFileSync(file)
      return file
    } catch {}
  }
  throw new Error(`${name} is not installed: ${path} is missing beside ${dirname(import.meta.dirname)}`)
}

function withoutComments(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, '')
}

/** The theme holds 1,900 tokens for components that we do not draw; keep those that a rule leads to. */
function usedTokens(theme: string, rules: string): string {
  const values = new Map([...theme.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]))
  const wanted = new Set<string>()
  const follow = (css: string) => {
    for (const [, name] of css.matchAll(/var\(\s*(--[\w-]+)/g)) {
      if (wanted.has(name!)) continue
      wanted.add(name!)
      const value = values.get(name!)
      if (value) follow(value)
    }
  }
  follow(rules)
  const lines = [...values].filter(([name]) => wanted.has(name)).map(([name, value]) => `${name}:${value}`)
  return `.voorbeeld-theme{${lines.join(';')}}`
}

// Their style sheets draw every state twice: for the browser (:hover) and for documentation (.…--hover). And they
// draw variants that nothing here uses, and paint a required field red (`:invalid`) before anybody typed in it. A rule
// stays when one of its selectors could match.
const pictured =
  /:invalid|--(hover|focus|focus-visible|active|pressed|busy|positive|disabled|read-only|placeholder-\w+|[\w-]+-size|sticky[\w-]*|selected|current)(?![\w-])/

function withoutUnusedRules(css: string): string {
  let out = ''
  for (const { head, body } of blocks(css)) {
    if (head.startsWith('@media') || head.startsWith('@supports')) {
      const inner = withoutUnusedRules(body)
      if (inner) out += `${head}{${inner}}`
      continue
    }
    const selectors = splitSelectors(head).filter((selector) => !pictured.test(selector.replace(/:not\([^)]*\)/g, '')))
    if (selectors.length > 0 && body.trim()) out += `${selectors.join(',')}{${body}}`
  }
  return out
}

function* blocks(css: string): Generator<{ head: string; body: string }> {
  let at = 0
  while (at < css.length) {
    const open = css.indexOf('{', at)
    if (open < 0) return
    let depth = 1
    let end = open + 1
    for (; depth > 0 && end < css.length; end++) depth += css[end] === '{' ? 1 : css[end] === '}' ? -1 : 0
    const body = css.slice(open + 1, end - 1)
    const head = css.slice(at, open).trim()
    // None of the packages nests its rules today; if one starts to, its rules must not be lost in silence.
    if (body.includes('{') && !head.startsWith('@')) throw new Error(`Nested rules, which this does not read: ${head}`)
    yield { head, body }
    at = end
  }
}

function splitSelectors(head: string): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const char of head) {
    if (char === ',' && depth === 0) {
      parts.push(part.trim())
      part = ''
      continue
    }
    if (char === '(') depth++
    if (char === ')') depth--
    part += char
  }
  return [...parts, part.trim()]
}

/** White space only: the compression on the line does the rest. Nothing here knows CSS well enough to do more. */
function minify(css: string): string {
  return css
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim()
}
