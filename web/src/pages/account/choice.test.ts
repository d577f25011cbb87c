import { expect, test } from 'vitest'
import { chosen, offered } from './choice'

test('a channel that the house no longer has can still be let go of', () => {
  expect(offered([{ channel: 'email', shared: false }], [{ channel: 'wecom' }, { channel: 'email', address: 'a@demo.example' }])).toEqual([
    { channel: 'email', shared: false }, { channel: 'wecom', shared: false, gone: true },
  ])
})

test('a channel is chosen once, changed, and left', () => {
  const once = chosen([], 'email', { lang: 'en', address: 'a@demo.example' })
  expect(chosen(once, 'email', { lang: 'en', address: 'b@demo.example' })).toEqual([{ channel: 'email', lang: 'en', address: 'b@demo.example' }])
  expect(chosen(once, 'email', undefined)).toEqual([])
})
