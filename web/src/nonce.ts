/** The nonce of this answer's page: only styles that carry it apply. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content || undefined

// Parts of the component library that measure scrollbars or keep the page from scrolling make their styles without asking
// for the nonce. Only our own scripts run here, so what they make may carry it.
const make = document.createElement.bind(document) as (tag: string, options?: ElementCreationOptions) => HTMLElement
document.createElement = ((tag: string, options?: ElementCreationOptions) => {
  const element = make(tag, options)
  if (nonce && tag.toLowerCase() === 'style') element.nonce = nonce
  return element
}) as typeof document.createElement
