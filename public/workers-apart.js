/*
 * Part of the service worker. A page that is cut off from other origins (docs/serving.md) may start only workers whose own
 * script says so too. A script that was kept before its host sent these headers does not: it is told here, so that no
 * worker of a page is refused because its file has not changed since. Elsewhere the header changes nothing.
 */
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.destination !== 'worker' || new URL(request.url).origin !== self.location.origin) return
  const answer = async () => {
    const found = (await caches.match(request.url, { ignoreVary: true })) ?? (await fetch(request))
    const headers = new Headers(found.headers)
    headers.set('Cross-Origin-Embedder-Policy', 'credentialless')
    return new Response(found.body, { status: found.status, statusText: found.statusText, headers })
  }
  event.respondWith(answer())
})
