/** newKey is an Idempotency-Key: 128 random bits. crypto.randomUUID would need https, which an office's network may lack. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('')
}
