import { AppError } from '../../../../domain/api/result.ts'
import { CHILD_TEST, INFECTION } from '../../../../domain/code/infection.ts'
import { codeList, codesIn } from '../../../../domain/field/code-list.ts'
import { block, message, warn } from '../../../../domain/message/message.ts'
import { infectionCase, type InfectionCase } from '../../../../domain/modules/infection/case.record.ts'
import { infectionChild, infectionChildTest, type InfectionChild } from '../../../../domain/modules/infection/child.record.ts'
import { infectionVisit } from '../../../../domain/modules/infection/visit.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { hoursAfterBirth } from '../../../../domain/rule/infection/exposed-child.ts'
import { isSyphilisTreatmentAdequate, standingOf, untreated } from '../../../../domain/rule/infection/treatment.ts'
import { immunoglobulinTiming } from '../../../../domain/rule/maternal/hepatitis-b-birth.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import { addDays, type Day, dayOf, isMinute, type Minute } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import { readerOf, shownRow } from '../../fetal-sex.ts'
import type { Handlers } from '../../handlers.ts'
import { nextSerial } from '../../record/serial.ts'
import { findRow, fromColumns, saveRow, type SaveRequest, valuesOf, voidRow } from '../../record/store.ts'
import { pregnancyOf } from '../../registry/pregnancies.ts'
import { addressText } from '../../region.ts'
import { behindCase, behindOf, caseOf, caseOfPregnancy, childrenOf, plannedOf, pregnancyOfCase, testsOf } from './facts.ts'
import { infectionFigureList, infectionFigures } from './figures.ts'
import { infectionPaperHandlers } from './paper.ts'
import { infectionCounts, infectionList } from './work-list.ts'

/** What follows from the results and from the course of treatment. */
async function found(context: WriteContext, row: InfectionCase, isNew: boolean): Promise<Pick<InfectionCase, 'waiting' | 'confirmed' | 'isSyphilisAdequate'>> {
  const { waiting, confirmed } = standingOf(row)
  const { deliveredDay } = await (isNew ? pregnancyOf : pregnancyOfCase)(context.db, row.pregnancyId)
  return { waiting: codeList(INFECTION, waiting), confirmed: codeList(INFECTION, confirmed), isSyphilisAdequate: confirmed.includes('syphilis') ? isSyphilisTreatmentAdequate(row, deliveredDay, await context.setting('infectionRules')) : null }
}

async function saveCase(context: WriteContext, input: SaveRequest<typeof infectionCase>): Promise<{ id: string; rev: number }> {
  const old = input.id === undefined ? undefined : await findRow(context.db, infectionCase, input.id)
  const row = tidyRow(infectionCase, input.row)
  if (!row.pregnancyId) throw new AppError('invalid', [block('pregnancyId', message('infection.noPregnancy', '请先选择一次妊娠'))])
  if (old && old.pregnancyId !== row.pregnancyId) throw new AppError('invalid', [block('pregnancyId', message('infection.pregnancyFixed', '个案不能改到另一次妊娠名下;填错了请作废后重建'))])
  const other = await caseOfPregnancy(context.db, row.pregnancyId)
  if (other && other.id !== old?.id) throw new AppError('invalid', [block('pregnancyId', message('infection.exists', '这次妊娠已有个案 {{number}},请直接打开', { number: other.number ?? '' }))])
  const whole = { ...row, ...await found(context, row, old === undefined), number: old?.number ?? null }
  return saveRow(context, infectionCase, { ...input, row: old ? whole : { ...whole, number: await newNumber(context) } })
}

/** `MY`, year and serial: says nothing of whom or what. */
async function newNumber(context: WriteContext): Promise<string> {
  const year = context.today.slice(0, 4)
  return `MY${year}${String(await nextSerial(context.db, `infection-${year}`)).padStart(4, '0')}`
}

/** A visit says when the next one is; the last one's word stands in the case. */
async function saveVisit(context: WriteContext, input: SaveRequest<typeof infectionVisit>): Promise<{ id: string; rev: number }> {
  const row = tidyRow(infectionVisit, input.row)
  if (!row.caseId) throw new AppError('invalid', [block('caseId', message('infection.noCase', '请先打开个案'))])
  const mother = await caseOf(context.db, row.caseId)
  const early = row.visitDay !== null && row.visitDay < mother.openedDay ? [warn('visitDay', message('infection.visitBeforeCase', '随访日期早于建案日期 {{day}},请核对', { day: mother.openedDay }))] : []
  const saved = await saveRow(context, infectionVisit, { ...input, row, moreIssues: early })
  const last = await context.db.selectFrom('infectionVisit').select(['id', 'visitDay', 'nextVisitDay']).where('caseId', '=', row.caseId).where('voidedAt', 'is', null).orderBy('visitDay', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
  if (last.id === saved.id && mother.closedDay === null) {
    const nextVisitDay = last.nextVisitDay ?? addDays(last.visitDay, (await context.setting('infectionRules')).followUpDays)
    await saveRow(context, infectionCase, { id: mother.id, rev: mother.rev, row: { ...valuesOf(infectionCase, mother), nextVisitDay }, settled: true })
  }
  return saved
}

/** Hours to the immunoglobulin and the first vaccine, and what is said of them (M-32). */
async function childFindings({ setting }: ReadContext | WriteContext, { bornAt, immunoglobulinAt, vaccineFirstAt }: Pick<InfectionChild, 'bornAt' | 'immunoglobulinAt' | 'vaccineFirstAt'>) {
  const timing = immunoglobulinAt ? immunoglobulinTiming(bornAt, immunoglobulinAt, await setting('maternalRules')) : null
  const { vaccineHours } = await setting('infectionRules')
  const hours = vaccineFirstAt ? hoursAfterBirth(bornAt, vaccineFirstAt) : null
  const late = hours !== null && hours > vaccineHours ? [warn('vaccineFirstAt', message('infection.vaccineLate', '出生后 {{hours}} 小时接种首剂乙肝疫苗,超过 {{limit}} 小时,请核对时间或写明原因', { hours, limit: vaccineHours }))] : []
  return { hours: timing && timing.hours >= 0 ? Math.round(timing.hours * 10) / 10 : null, isInTime: timing && timing.hours >= 0 ? timing.isInTime : null, issues: [...timing?.issues ?? [], ...late] }
}

async function saveChild(context: WriteContext, input: SaveRequest<typeof infectionChild>): Promise<{ id: string; rev: number }> {
  const row = tidyRow(infectionChild, input.row)
  if (!row.caseId || !row.bornAt) return saveRow(context, infectionChild, { ...input, row })
  await caseOf(context.db, row.caseId)
  const old = input.id === undefined ? undefined : await findRow(context.db, infectionChild, input.id)
  if (old && old.caseId !== row.caseId) throw new AppError('invalid', [block('caseId', message('infection.caseFixed', '儿童不能改到另一个案名下;填错了请作废后重填'))])
  const twin = (await childrenOf(context.db, [row.caseId])).find(one => one.birthOrder === row.birthOrder && one.id !== old?.id)
  const { hours, isInTime, issues } = await childFindings(context, row)
  return saveRow(context, infectionChild, {
    ...input, row: { ...row, immunoglobulinHours: hours, isImmunoglobulinInTime: isInTime },
    moreIssues: [...issues, ...twin ? [block('birthOrder', message('infection.childTwice', '出生次序 {{order}} 的儿童已登记,请直接打开', { order: row.birthOrder }))] : []],
  })
}

async function saveTest(context: WriteContext, input: SaveRequest<typeof infectionChildTest>): Promise<{ id: string; rev: number }> {
  const row = tidyRow(infectionChildTest, input.row)
  const child = row.childId ? await findRow(context.db, infectionChild, row.childId) : undefined
  const twin = child && row.test !== 'extra' ? (await testsOf(context.db, [child.id])).find(one => one.test === row.test && one.id !== input.id) : undefined
  return saveRow(context, infectionChildTest, {
    ...input, row,
    moreIssues: [
      ...twin ? [block('test', message('infection.testTwice', '“{{test}}”已在 {{day}} 登记,请直接打开那一条;复查请选“加做检测”', { test: CHILD_TEST.label(twin.test), day: twin.testDay }))] : [],
      ...child && row.testDay !== null && row.testDay < dayOf(child.bornAt) ? [block('testDay', message('infection.testBeforeBirth', '采血日期不能早于出生日期 {{day}},请核对', { day: dayOf(child.bornAt) }))] : [],
    ],
  })
}

/** What a case starts with, from her first visit before birth. */
async function startOf(context: ReadContext, pregnancyId: string): Promise<Partial<InfectionCase>> {
  const first = await context.db.selectFrom('maternalFirst').select(['visitDay', 'hivAntibody', 'syphilis', 'hepatitisBSurfaceAntigen', 'hepatitisBEAntigen']).where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).executeTakeFirst()
  const result = (code: string | null | undefined) => code === '1' ? 'negative' as const : code === '2' || code === '3' ? 'positive' as const : null
  const dayFor = (code: string | null | undefined) => result(code) === null ? null : first?.visitDay ?? null
  return {
    pregnancyId, openedDay: context.today, doctorName: context.user.displayName,
    hivDay: dayFor(first?.hivAntibody), hivResult: result(first?.hivAntibody), hivConfirmation: result(first?.hivAntibody) === 'positive' ? 'waiting' : null,
    syphilisDay: dayFor(first?.syphilis), syphilisResult: result(first?.syphilis), syphilisConfirmation: result(first?.syphilis) === 'positive' ? 'waiting' : null,
    hbvDay: dayFor(first?.hepatitisBSurfaceAntigen), hbvResult: result(first?.hepatitisBSurfaceAntigen), hbeAntigen: result(first?.hepatitisBSurfaceAntigen) === 'positive' ? result(first?.hepatitisBEAntigen) : null,
  }
}

export const infectionHandlers = {
  ...infectionPaperHandlers,
  'infection.case.save': (input, context) => saveCase(context, input as SaveRequest<typeof infectionCase>),
  'infection.case.void': async (input, context) => {
    // A child of a void case would stand on no list and still go out.
    if ((await childrenOf(context.db, [input.id])).length > 0) throw new AppError('invalid', [block('id', message('infection.hasChildren', '个案中还有暴露儿童,请先作废儿童记录,再作废个案'))])
    return voidRow(context, infectionCase, input)
  },
  'infection.visit.save': (input, context) => saveVisit(context, input as SaveRequest<typeof infectionVisit>),
  'infection.child.save': (input, context) => saveChild(context, input as SaveRequest<typeof infectionChild>),
  'infection.childTest.save': (input, context) => saveTest(context, input as SaveRequest<typeof infectionChildTest>),
  'infection.list': (input, context) => infectionList(context, input),
  'infection.count': (_input, context) => infectionCounts(context),
  'infection.open': async ({ caseId }, context) => {
    context.touched(infectionCase.id, caseId)
    const row = shownRow(infectionCase, await caseOf(context.db, caseId), readerOf(context))
    const rules = await context.setting('infectionRules')
    const children = await childrenOf(context.db, [caseId])
    const tests = Map.groupBy(await testsOf(context.db, children.map(({ id }) => id)), test => test.childId)
    const behind = await behindCase(context, row)
    const visits = await context.db.selectFrom('infectionVisit').selectAll().where('caseId', '=', caseId).where('voidedAt', 'is', null).orderBy('visitDay', 'desc').orderBy('id', 'desc').execute()
    return {
      // What the birth decides of a treatment was not yet known when it was saved.
      case: { ...row, isSyphilisAdequate: codesIn(row.confirmed).includes('syphilis') ? isSyphilisTreatmentAdequate(row, behind.deliveredDay as Day | null, rules) : null }, behind, untreated: row.closedDay === null ? untreated(row, behind.deliveredDay !== null, rules) : [], visits: visits.map(visit => shownRow(infectionVisit, fromColumns(infectionVisit, visit), readerOf(context))),
      children: children.map(child => {
        const own = tests.get(child.id) ?? []
        return { child, tests: own, planned: plannedOf(row, child, own, rules).map(one => ({ ...one, isOverdue: one.doneDay === null && addDays(one.dueDay, rules.graceDays) < context.today })) }
      }),
    }
  },
  'infection.prepare': async ({ pregnancyId }, context) => {
    const existing = await caseOfPregnancy(context.db, pregnancyId)
    return { existingId: existing?.id ?? null, behind: behindOf(await pregnancyOf(context.db, pregnancyId), context.today), row: existing ? {} : await startOf(context, pregnancyId) }
  },
  // Asked from the page of a pregnancy whose opening stands in the audit: a line that named the case would tell whose it is.
  'infection.ofPregnancy': async ({ pregnancyId }, context) => {
    const found = await caseOfPregnancy(context.db, pregnancyId)
    return { caseId: found?.id ?? null, number: found?.number ?? null, isClosed: (found?.closedDay ?? null) !== null }
  },
  'infection.child.prepare': async ({ caseId }, context) => {
    context.touched(infectionCase.id, caseId)
    const row = await caseOf(context.db, caseId)
    const taken = new Set((await childrenOf(context.db, [caseId])).map(({ birthOrder }) => birthOrder))
    const born = await context.db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').select(['newborn.id', 'newborn.birthOrder', 'newborn.bornAt', 'newborn.hepatitisBVaccineAt', 'newborn.immunoglobulinAt'])
      .where('delivery.pregnancyId', '=', row.pregnancyId).where('delivery.voidedAt', 'is', null).where('newborn.voidedAt', 'is', null).where('newborn.outcome', '=', '1').orderBy('newborn.birthOrder').execute()
    const rows = born.filter(({ birthOrder }) => !taken.has(birthOrder)).map(child => ({ caseId, newbornId: child.id, birthOrder: child.birthOrder, bornAt: child.bornAt, vaccineFirstAt: child.hepatitisBVaccineAt, immunoglobulinAt: child.immunoglobulinAt }))
    return { behind: await behindCase(context, row), rows: rows.length > 0 ? rows : [{ caseId, birthOrder: taken.size + 1 }] }
  },
  'infection.child.hints': async ({ bornAt, immunoglobulinAt, vaccineFirstAt }, context) => {
    const at = (text: string | null): Minute | null => isMinute(text) ? text : null
    const born = at(bornAt)
    return born ? childFindings(context, { bornAt: born, immunoglobulinAt: at(immunoglobulinAt), vaccineFirstAt: at(vaccineFirstAt) }) : { hours: null, isInTime: null, issues: [] }
  },
  'infection.reveal': async ({ caseId }, context) => {
    context.touched(infectionCase.id, caseId)
    const row = await caseOf(context.db, caseId)
    const { woman } = await pregnancyOfCase(context.db, row.pregnancyId)
    return { pregnancyId: row.pregnancyId, name: woman.name, birthDay: woman.birthDay, phone: woman.phone && !context.user.permissions.has('person.reveal') ? maskPhone(woman.phone) : woman.phone, address: addressText(context.ports.folders.resources, woman.homeRegion, woman.homeAddress) }
  },
  'infection.figures': (input, context) => infectionFigures(context, input),
  'infection.figure.list': (input, context) => infectionFigureList(context, input),
} satisfies Partial<Handlers>
