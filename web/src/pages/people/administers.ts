import { useMe } from '../../api/books'

// Carebook's own role, which gives roles and business rights to nobody's self.
const administrator = 'administrator'

/** useAdministers says whether the reader administers people anywhere; for which units, the service judges. */
export const useAdministers = () => useMe().data?.roles.some(({ role }) => role === administrator) ?? false
