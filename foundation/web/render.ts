// Turns a page into the HTML that goes over the line.
import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'

/** A whole document, doctype included. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${render(page)}`
}
