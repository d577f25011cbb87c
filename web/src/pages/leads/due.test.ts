import { describe, expect, it } from 'vitest'
import { nextContact } from './due'

const owed = (duty: string, due_at: string, action = 'contact', state: 'open' | 'paused' | 'fulfilled' = 'open') => ({ duty, due_at, action, state })

describe('the next contact', () => {
  it('is the one that is due first, whatever it is called', () => {
    const call = owed('call', '2026-03-03T11:30:00+08:00')
    expect(nextContact([owed('second_contact', '2026-03-07T00:00:00+08:00'), call])).toBe(call)
  })
  it('is neither progress, nor a signature, nor what was done', () => {
    expect(nextContact([
      owed('progress', '2026-03-01T00:00:00+08:00'), owed('sign_card', '2026-03-01T00:00:00+08:00', 'sign_card'), owed('contact', '2026-03-01T00:00:00+08:00', 'contact', 'fulfilled'),
    ])).toBeUndefined()
  })
  it('stands still with a paused lead', () => {
    const contact = owed('contact', '2026-03-01T00:00:00+08:00', 'contact', 'paused')
    expect(nextContact([contact])).toBe(contact)
  })
})
