import type { PackageFinding } from '../../../domain/api/package-api.ts'
import { call } from '../../api/client.ts'
import { messageText } from '../../app/i18n.ts'
import { csvText } from '../../kit/csv.ts'

/** The page on which a finding is corrected; null where there is none. */
export async function pageOf(finding: Pick<PackageFinding, 'record' | 'recordId' | 'hdsb'>): Promise<string | null> {
  const { record, recordId: id, hdsb } = finding
  // A missing certificate is not a mistake in the birth: the work is at the certificate desk.
  if (record === 'newborn' && hdsb === 'ext.certNo') return `/certificate/${id}`
  switch (record) {
    case 'certificate': return `/certificate/${(await call('certificate.get', { id })).newbornId}`
    case 'certificate.registration': return `/certificate/${(await call('certificate.registration.get', { id })).newbornId}`
    case 'delivery': return `/deliveries/${id}`
    case 'newborn': return `/deliveries/${(await call('newborn.get', { id })).deliveryId}`
    case 'person': return `/people/${id}`
    case 'child.file': return `/children/${id}/edit`
    case 'child.visit': return `/children/${(await call('child.visit.get', { id })).fileId}/visits/${id}`
    case 'child.newbornVisit': return `/children/${(await call('child.newbornVisit.get', { id })).fileId}/home-visits/${id}`
    case 'referral': return `/referrals/${id}`
    case 'child.bloodSpot': return `/children/${(await call('child.bloodSpot.get', { id })).fileId}?tab=screening`
    case 'child.bloodSpotResult': return `/children/${(await call('child.bloodSpotResult.get', { id })).fileId}?tab=screening`
    case 'child.hearingTest': return `/children/${(await call('child.hearingTest.get', { id })).fileId}?tab=screening`
    case 'child.heartScreening': return `/children/${(await call('child.heartScreening.get', { id })).fileId}?tab=screening`
    case 'blank': return '/stock'
    default: return null
  }
}

/** A business key as a clerk reads it: its values without the hospital's own code. */
export const recordText = (bk: string): string =>
  Object.entries(JSON.parse(bk) as Record<string, unknown>).filter(([name]) => name !== 'orgCode').map(([, value]) => String(value)).join(' · ')

/** The findings as a spreadsheet opens them, under the given headings, in the language of the screen. */
export function findingsCsv(findings: readonly PackageFinding[], headings: readonly string[], datasetTitle: (dataset: string) => string): string {
  const lines = findings.map(finding => [finding.level, datasetTitle(finding.dataset), finding.bk, finding.hdsb, finding.fieldName, finding.value, messageText(finding.message), messageText(finding.suggestion), finding.ruleId])
  return csvText([headings, ...lines])
}
