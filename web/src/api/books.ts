import { useQuery } from '@tanstack/react-query'
import { api } from './client'
import { useGet, type Answer } from './query'
import type { components } from './schema'

type Schemas = components['schemas']
export type Obligation = Schemas['Obligation']
export type Complaint = Schemas['Complaint']
export type ComplaintItem = Schemas['ComplaintItem']
export type Archive = Schemas['Archive']
export type ArchiveItem = Schemas['ArchiveItem']
export type Credit = Schemas['Credit']
export type CreditItem = Schemas['CreditItem']
export type Visit = Schemas['Visit']
export type VisitItem = Schemas['VisitItem']
export type Lead = Schemas['Lead']
export type LeadItem = Schemas['LeadItem']
export type Loan = Schemas['Loan']
export type LoanItem = Schemas['LoanItem']
export type Retention = Schemas['Retention']
export type RetentionItem = Schemas['RetentionItem']
export type Erasure = Schemas['Erasure']
export type ErasureItem = Schemas['ErasureItem']
export type Campaign = Schemas['Campaign']
export type CampaignItem = Schemas['CampaignItem']
export type Greeting = Schemas['Greeting']
export type CustomerVisit = Schemas['CustomerVisit']
export type CustomerVisitItem = Schemas['CustomerVisitItem']
export type VisitPlan = Schemas['VisitPlan']
export type VisitPlanItem = Schemas['VisitPlanItem']
export type Schedule = Schemas['Schedule']
export type OutboxMessage = Schemas['OutboxMessage']
export type Checklist = Schemas['Checklist']
export type LedgerEntry = Schemas['LedgerEntry']
export type Event = Schemas['Event']
export type StaffMember = Schemas['StaffMember']
export type BusinessUnit = Schemas['BusinessUnit']
export type Notice = Schemas['Notice']
export type Attachment = Schemas['Attachment']
export type Customer = Schemas['Customer']

const long = 5 * 60_000

/** Who I am, with the roles that I hold. */
export const useMe = (enabled = true) => useGet('/staff/me', {}, { staleTime: long, enabled })

/** The units that I see. */
export const useUnits = () => useGet('/units', {}, { staleTime: long })

/** Everybody who works for a unit, or whom I see at all: all pages. */
export function useStaff(unit?: string) {
  return useQuery({
    queryKey: ['/staff', 'all', unit ?? ''],
    staleTime: long,
    queryFn: async () => {
      const all: StaffMember[] = []
      let cursor: string | undefined
      do {
        const page: Answer<'/staff'> = (await api.GET('/staff', { params: { query: { limit: 200, unit, cursor } } })).data!
        all.push(...page.items)
        cursor = page.next
      } while (cursor)
      return all
    },
  })
}
