/** Where a long list goes on: the cursor in its `Link` header, if there is more. */
export function nextCursor(response: Response): string | undefined {
  const link = /<([^>]*)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')
  return link?.[1] === undefined ? undefined : (new URLSearchParams(link[1].replace(/^[^?]*\?/, '')).get('cursor') ?? undefined)
}

/** A file made here, handed to the browser to be kept. */
export function saveAs(name: string, content: BlobPart, type: string) {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
