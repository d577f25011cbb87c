/** groups cuts a secret into groups of four, as it is read out and typed. */
export const groups = (secret: string) => secret.match(/.{1,4}/g)?.join(' ') ?? ''
