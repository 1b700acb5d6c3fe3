import { ETHNIC_GROUP } from '../../../../domain/code/ethnic-group.ts'
import { formatRegionPath } from '../../../../domain/code/region.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { criticalReferral } from '../../../../domain/modules/maternal/critical-referral.record.ts'
import { diagnosisReferral } from '../../../../domain/modules/maternal/diagnosis-referral.record.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import { organization } from '../../../../domain/modules/referral/organization.record.ts'
import { criticalReferralValues, diagnosisReferralValues, type WomanFacts } from '../../../../domain/print/maternal-referral-values.ts'
import { ageText } from '../../../../domain/rule/age.ts'
import { type Day, dayOf } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import { readerOf, withoutFetalSex } from '../../fetal-sex.ts'
import { type Composed, composeDocument, type ComposeOptions, type PageContent } from '../../print/compose.ts'
import { openPrintFonts } from '../../print/font.ts'
import { readLayout } from '../../print/layouts.ts'
import { getRow } from '../../record/store.ts'
import { regionPathOf } from '../../region.ts'

export type MaternalPaper = { number: string | null; composed: Composed; silent: boolean }

/** 危重孕产妇转诊单 (one page) or 产前诊断转诊单 (two copies). A printer's own offset is used when that printer is named. */
export async function maternalPaper(context: ReadContext, what: 'critical' | 'diagnosis', id: string, mode: ComposeOptions['mode'], printerName: string | null): Promise<MaternalPaper> {
  const { folders } = context.ports
  const { number, pages } = what === 'critical' ? await criticalPages(context, id) : await diagnosisPages(context, id)
  const profile = printerName === null ? undefined : (await context.setting('printing')).profiles.find(entry => entry.printerName === printerName && entry.form === pages[0]!.layout.form)
  return { number, composed: composeDocument(pages, { fonts: openPrintFonts(folders.fonts), mode, ...(profile ? { offset: profile } : {}) }), silent: profile?.silent ?? true }
}

async function criticalPages(context: ReadContext, id: string): Promise<{ number: string | null; pages: PageContent[] }> {
  const row = withoutFetalSex(await getRow(context.db, criticalReferral, id), readerOf(context))
  refuseVoid(row, id)
  const woman = await womanFacts(context, row.personId, dayOf(row.referredAt))
  const values = criticalReferralValues(row, woman, await institutions(context, row.organizationId))
  return { number: row.number, pages: [{ layout: readLayout(context.ports.folders.resources, 'criticalReferral'), values }] }
}

async function diagnosisPages(context: ReadContext, id: string): Promise<{ number: string | null; pages: PageContent[] }> {
  const row = withoutFetalSex(await getRow(context.db, diagnosisReferral, id), readerOf(context))
  refuseVoid(row, id)
  // 年龄高风险 is judged at the expected delivery, so that is the age the form names.
  const woman = await womanFacts(context, row.personId, row.expectedDeliveryDay)
  const layout = readLayout(context.ports.folders.resources, 'diagnosisReferral')
  return { number: row.number, pages: diagnosisReferralValues(row, woman, await institutions(context, row.organizationId)).map(values => ({ layout, values })) }
}

function refuseVoid(row: { voidedAt: string | null }, id: string): void {
  if (row.voidedAt !== null) throw new AppError('not-found', undefined, { record: 'referral', id })
}

const institutions = async (context: ReadContext, organizationId: string) =>
  ({ from: (await context.setting('institution')).name, to: (await getRow(context.db, organization, organizationId)).name })

async function womanFacts(context: ReadContext, personId: string, on: Day): Promise<WomanFacts> {
  const woman: StoredPerson = await getRow(context.db, person, personId)
  const atHome = woman.homeAddress || woman.homeRegion
  const path = regionPathOf(context.ports.folders.resources, atHome ? woman.homeRegion : woman.householdRegion)
  return {
    name: woman.name ?? '', age: woman.birthDay ? ageText(woman.birthDay, on) : '', ethnicGroup: woman.ethnicGroup ? ETHNIC_GROUP.label(woman.ethnicGroup) : '', idType: woman.idType, idNumber: woman.idNumber ?? '',
    address: `${path ? formatRegionPath(path) : ''}${(atHome ? woman.homeAddress : woman.householdAddress) ?? ''}`, phone: woman.phone ?? '', handbookNumber: woman.handbookNumber ?? '',
  }
}
