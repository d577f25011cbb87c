import { useGet } from '../api/query'
import { zoneOf } from './time'

/** useZone is the offset of the business zone, read off a moment that the service wrote; undefined until one is known. */
export function useZone(): string | undefined {
  const { data } = useGet('/calendars', {}, { staleTime: Infinity })
  const moment = data?.items[0]?.stored_at
  return moment ? zoneOf(moment) : undefined
}
