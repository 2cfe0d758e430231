// Waits for a poke and shows that something waits, never what. What it shows came encrypted for this browser alone (RFC 8291).
self.addEventListener('push', (event) => {
  const { title, body, href } = event.data ? event.data.json() : { title: 'Schakel', body: '', href: '/vandaag' }
  // One at a time: ten questions are one signal.
  event.waitUntil(self.registration.showNotification(title, { body, tag: 'schakel', data: { href } }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const address = new URL(event.notification.data?.href ?? '/vandaag', self.location.origin)
  // Only ever a page of this house.
  event.waitUntil(self.clients.openWindow(address.origin === self.location.origin ? address.href : '/vandaag'))
})
