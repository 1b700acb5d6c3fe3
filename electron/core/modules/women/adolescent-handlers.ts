import { sql, type SqlBool } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import { block, message, warn } from '../../../../domain/message/message.ts'
import { adolescentVisit, type StoredAdolescentVisit } from '../../../../domain/modules/women/adolescent.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { bodyMassIndex } from '../../../../domain/rule/maternal/risk-assessment.ts'
import { addDays, completedYears } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { fromColumns, saveRow, type SaveRequest } from '../../record/store.ts'
import { AHEAD_DAYS } from './menopause-handlers.ts'
import { headOf, WHO, whoOf, womanOf } from '../../registry/woman.ts'
import { attemptsOf, callsOf, ownerOf } from './woman.ts'

/** The visits of an adolescent that count, the newest first. */
async function visitsOf(db: ReadDb, womanId: string): Promise<StoredAdolescentVisit[]> {
  const rows = await db.selectFrom('womenAdolescentVisit').selectAll().where('womanId', '=', womanId).where('voidedAt', 'is', null).orderBy('visitDay', 'desc').orderBy('id', 'desc').execute()
  return rows.map(row => fromColumns(adolescentVisit, row))
}

async function saveVisit(context: WriteContext, input: SaveRequest<typeof adolescentVisit>): Promise<{ id: string; rev: number }> {
  const { woman, old } = await ownerOf(context, adolescentVisit, input, false)
  const row = tidyRow(adolescentVisit, input.row)
  const { adolescentFirstAge, adolescentLastAge, consentBelowAge, moodReferralScore } = await context.setting('womenRules')
  const day = row.visitDay ?? context.today
  const ageYears = day < woman.birthDay ? 0 : completedYears(woman.birthDay, day)
  const others = await visitsOf(context.db, woman.id)
  const needsConsent = ageYears < consentBelowAge
  return saveRow(context, adolescentVisit, {
    ...input, row: { ...row, ageYears, bmi: row.heightCm !== null && row.weightKg !== null ? bodyMassIndex(row.heightCm, row.weightKg) : null }, moreIssues: [
      ...(day < woman.birthDay ? [block('visitDay', message('adolescent.beforeBirth', '就诊日期不能早于出生日期 {{day}}', { day: woman.birthDay }))] : []),
      ...(needsConsent && !row.guardianName ? [block('guardianName', message('adolescent.guardian', '本人 {{age}} 岁,未满 {{limit}} 岁,请填写监护人姓名', { age: ageYears, limit: consentBelowAge }))] : []),
      ...(needsConsent && row.isConsentSigned !== true ? [block('isConsentSigned', message('adolescent.consent', '本人 {{age}} 岁,未满 {{limit}} 岁,须监护人签署知情同意后才能登记', { age: ageYears, limit: consentBelowAge }))] : []),
      ...(ageYears < adolescentFirstAge || ageYears > adolescentLastAge ? [warn('visitDay', message('adolescent.age', '就诊时 {{age}} 岁,不在 {{first}}~{{last}} 岁范围内;仍要登记请写明原因', { age: ageYears, first: adolescentFirstAge, last: adolescentLastAge }))] : []),
      ...(row.moodScore !== null && row.moodScore >= moodReferralScore && row.referral !== '2' ? [warn('referral', message('adolescent.mood', 'PHQ-A 总分 {{score}} 分,达到 {{limit}} 分提示转诊;不转诊请写明理由', { score: row.moodScore, limit: moodReferralScore }))] : []),
      ...(others.some(one => one.visitDay === row.visitDay && one.id !== (old?.id ?? input.id)) ? [block('visitDay', message('adolescent.sameDay', '当天已有就诊记录,请打开原记录修改'))] : []),
    ],
  })
}

/** The last visit of each girl; of those who are due only the ones whose agreed day has come. */
function lastVisits({ db, today }: ReadContext, view: 'due' | 'all') {
  const last = db.selectFrom('womenAdolescentVisit as visit').where('visit.voidedAt', 'is', null)
    .where(sql<SqlBool>`NOT EXISTS (SELECT 1 FROM women_adolescent_visit AS later WHERE later.woman_id = visit.woman_id AND later.voided_at IS NULL AND later.visit_day > visit.visit_day)`)
  return view === 'due' ? last.where('visit.nextVisitDay', '<=', addDays(today, AHEAD_DAYS)) : last
}
const countOf = async (query: ReturnType<typeof lastVisits>): Promise<number> => Number((await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total)
export const countDueGirls = (context: ReadContext): Promise<number> => countOf(lastVisits(context, 'due'))

async function listVisits(context: ReadContext, { view, offset, limit }: { view: 'due' | 'all'; offset: number; limit: number }): Promise<Output<'women.adolescentVisit.list'>> {
  const { db, today } = context
  const query = lastVisits(context, view)
  const total = await countOf(query)
  const rows = await query.innerJoin('person', 'person.id', 'visit.womanId').select(['visit.id', 'visit.womanId', 'visit.visitDay', 'visit.ageYears', 'visit.hpvVaccination', 'visit.referral', 'visit.nextVisitDay', ...WHO]).orderBy(view === 'due' ? 'visit.nextVisitDay' : 'visit.visitDay', view === 'due' ? 'asc' : 'desc').orderBy('visit.id').offset(offset).limit(limit).execute()
  const calls = await callsOf(db, 'womanId', rows.map(row => row.womanId))
  return { total, rows: rows.map(({ name, birthDay, phone, homeRegion, referral, ...row }) => ({ ...row, ...whoOf(context, { name, birthDay, phone, homeRegion }), isReferred: referral === '2', isOverdue: row.nextVisitDay !== null && row.nextVisitDay < today, ...calls(row.womanId) })) }
}

export const adolescentHandlers = {
  'women.adolescentVisit.save': (input, context) => saveVisit(context, input as SaveRequest<typeof adolescentVisit>),
  'women.adolescentVisit.prepare': async ({ womanId }, context) => {
    context.touched('person', womanId)
    const woman = await womanOf(context.db, womanId)
    const [last] = await visitsOf(context.db, womanId)
    const { adolescentVisitDays } = await context.setting('womenRules')
    return {
      head: headOf(context, woman), last: last ?? null,
      row: {
        womanId, visitDay: context.today, doctorName: context.user.displayName, referral: '1', nextVisitDay: addDays(context.today, adolescentVisitDays),
        // Who answers for the child stays; that they agree is asked for at each visit.
        ...(last ? { guardianName: last.guardianName, guardianRelation: last.guardianRelation, guardianPhone: last.guardianPhone, menarcheAge: last.menarcheAge, hpvVaccination: last.hpvVaccination, hpvVaccine: last.hpvVaccine, hpvDoses: last.hpvDoses } : {}),
      },
    }
  },
  'women.adolescentVisit.open': async ({ womanId }, context) => {
    context.touched('person', womanId)
    return { head: headOf(context, await womanOf(context.db, womanId)), visits: await visitsOf(context.db, womanId), attempts: (await attemptsOf(context.db, { womanId })).map(({ followUpId: _step, ...call }) => call) }
  },
  'women.adolescentVisit.list': (input, context) => listVisits(context, input),
} satisfies Partial<Handlers>
