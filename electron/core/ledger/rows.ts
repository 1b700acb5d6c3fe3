import { sql } from 'kysely'
import { EXCHANGE_REASON, type ExchangeReason, RETURNED_PARTS, type ReturnedParts, VOID_REASON } from '../../../domain/code/certificate.ts'
import { BIRTH_PLACE_TYPE } from '../../../domain/code/delivery.ts'
import { BACK_ENTRY_BATCH, LOSS_REASON } from '../../../domain/code/replacement.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { DESTRUCTION_METHOD } from '../../../domain/code/stock.ts'
import type { LedgerRow } from '../../../domain/ledger/ledger.ts'
import type { LedgerId } from '../../../domain/ledger/ledgers.ts'
import { startOfDay } from '../../../domain/rule/blank-balance.ts'
import { addDays, type Day, dayAt, type Instant, type Minute, minuteAt } from '../../../domain/time/day.ts'
import type { ReadDb } from '../db/engine.ts'

/** The period of a ledger, both days included, and what the hospital calls itself. */
export type LedgerScope = { from: Day; to: Day; institutionName: string; county: string }

type Load = (db: ReadDb, scope: LedgerScope) => Promise<LedgerRow[]>

const dayText = (minute: string | null): string | null => minute?.slice(0, 10) ?? null
const dayOfInstant = (at: string): string => dayAt(Date.parse(at))
const minuteOfInstant = (at: string): string => minuteAt(Date.parse(at)).replace('T', ' ')
/** The instants of a period: a move belongs to the day it was booked on, in the hospital's time. */
const instantsOf = ({ from, to }: LedgerScope): { from: Instant; until: Instant } => ({ from: startOfDay(from), until: startOfDay(addDays(to, 1)) })
const licensedPlaces = BIRTH_PLACE_TYPE.list.filter(place => place.licensed).map(place => place.code)

/** One query per ledger; each answers its lines in the order of the book. */
export const LEDGER_ROWS: Readonly<Record<LedgerId, Load>> = {
  receipt: async (db, scope) => {
    const batches = await db.selectFrom('blankBatch').leftJoin('userAccount', 'userAccount.id', 'firstCounterId').select(['letter', 'firstNumber', 'lastNumber', 'quantity', 'receivedDay', 'reviewUnit', 'reviewerName', 'displayName', 'blankBatch.createdAt'])
      .where('receivedDay', '>=', scope.from).where('receivedDay', '<=', scope.to).where('blankBatch.id', '<>', BACK_ENTRY_BATCH)
      .orderBy('receivedDay').orderBy('blankBatch.createdAt').orderBy('firstNumber').execute()
    const stockAfter = await cabinetStock(db, batches.map(batch => batch.createdAt))
    return batches.map(batch => ({
      unit: scope.institutionName, receivedBy: batch.displayName, letter: batch.letter, firstNumber: batch.firstNumber, lastNumber: batch.lastNumber, quantity: batch.quantity, day: batch.receivedDay,
      stock: stockAfter(batch.createdAt), reviewUnit: batch.reviewUnit, reviewer: batch.reviewerName, region: scope.county,
    }))
  },
  request: async (db, scope) => {
    const received = await db.selectFrom('blankBatch').innerJoin('blankRequest', 'blankRequest.id', 'blankBatch.requestId').leftJoin('userAccount as first', 'first.id', 'blankRequest.firstApplicantId').leftJoin('userAccount as second', 'second.id', 'blankRequest.secondApplicantId')
      .select(['first.displayName as firstApplicant', 'second.displayName as secondApplicant', 'letter', 'firstNumber', 'lastNumber', 'blankBatch.quantity', 'receivedFrom', 'receivedDay', 'blankBatch.createdAt'])
      .where('receivedDay', '>=', scope.from).where('receivedDay', '<=', scope.to).execute()
    const handedOut = (await bookedSlips(db, scope, ['transfer'])).map(slip => ({
      unit: slip.organizationName ?? slip.counterpart, firstApplicant: slip.firstOutsideName, secondApplicant: slip.secondOutsideName, letter: slip.firstNumber.slice(0, 1), firstNumber: slip.firstNumber, lastNumber: slip.lastNumber,
      quantity: slip.rangeQuantity, issuingUnit: scope.institutionName, firstIssuer: slip.firstPersonName, secondIssuer: slip.secondPersonName, day: slip.day,
    }))
    // Who handed them out to us signed on the authority's paper: their names are not known here.
    const lines = [...received.map(({ createdAt: _createdAt, receivedFrom, receivedDay, ...batch }) => ({ ...batch, unit: scope.institutionName, issuingUnit: receivedFrom, firstIssuer: null, secondIssuer: null, day: receivedDay })), ...handedOut]
    return lines.toSorted((a, b) => `${a.day} ${a.firstNumber}`.localeCompare(`${b.day} ${b.firstNumber}`))
  },
  handOut: async (db, scope) => {
    const slips = await bookedSlips(db, scope, ['draw', 'transfer', 'returnUp'])
    const stockAfter = await cabinetStock(db, slips.map(slip => slip.createdAt))
    return slips.map(slip => ({
      unit: scope.institutionName, day: slip.day, quantity: slip.rangeQuantity, firstNumber: slip.firstNumber, lastNumber: slip.lastNumber, stock: stockAfter(slip.createdAt),
      applicant: slip.organizationName ?? slip.counterpart ?? scope.institutionName, collector: slip.toHolderName ?? ([slip.firstOutsideName, slip.secondOutsideName].filter(Boolean).join('、') || null), handledBy: slip.firstPersonName,
    }))
  },
  firstIssue: async (db, scope) => {
    const rows = await issuedSheets(db, scope, '1').where(({ eb, or }) => or([eb('delivery.placeType', 'in', licensedPlaces), eb('delivery.treatedInLicensed', '=', 1)]))
      .select(['register.motherIdNumber', 'register.marriageCertificateNumber as marriageNumber', 'register.dnaReportNumber as dnaNumber', 'register.fatherName', 'register.fatherIdNumber']).execute()
    const reviewers = await approversOf(db, scope)
    return rows.map(row => ({ ...sheetLine(row), motherIdNumber: row.motherIdNumber, marriageNumber: row.marriageNumber, dnaNumber: row.dnaNumber, fatherName: row.fatherName, fatherIdNumber: row.fatherIdNumber, reviewer: reviewers.get(row.registrationId) ?? null }))
  },
  outsideIssue: async (db, scope) => {
    const rows = await issuedSheets(db, scope, '1').where('delivery.placeType', 'not in', licensedPlaces).where(({ eb, or }) => or([eb('delivery.treatedInLicensed', 'is', null), eb('delivery.treatedInLicensed', '=', 0)])).execute()
    return rows.map(row => ({ ...sheetLine(row), issuer: scope.institutionName }))
  },
  reissue: async (db, scope) => {
    const rows = await replacements(db, scope, '3').execute()
    return rows.map(row => ({ ...sheetLine(row), county: scope.county, oldNumber: row.oldNumber, reason: noted(LOSS_REASON.find(row.lossReason ?? '')?.label, row.reasonNote) }))
  },
  exchange: async (db, scope) => {
    const rows = await replacements(db, scope, '2').execute()
    return rows.map(row => ({
      ...sheetLine(row), county: scope.county, oldNumber: row.oldNumber, reason: noted(EXCHANGE_REASON.find((row.exchangeReason ?? '') as ExchangeReason)?.label, row.reasonNote),
      returnedParts: RETURNED_PARTS.find((row.returnedParts ?? '') as ReturnedParts)?.label ?? null,
    }))
  },
  waste: async (db, scope) => {
    // A blank is out of the stock, and counted as lost, from its report on; who agreed to it signs the same line later.
    const moves = (await movesInto(db, scope, ['void', 'lostReported', 'lostVoid', 'exchanged'])).filter(move => move.fromState !== 'lostReported')
    const agreed = await lossReviewers(db, scope)
    return moves.map(move => ({
      county: scope.county, day: dayOfInstant(move.at), number: move.number, reason: wasteReason(move), reviewer: move.toState === 'lostReported' ? agreed.get(move.number) ?? null : move.secondPersonName, handledBy: move.byName,
    }))
  },
  misprint: async (db, scope) => {
    const moves = (await movesInto(db, scope, ['void'])).filter(move => MISPRINTS.includes(move.reasonCode ?? ''))
    const destroyed = await destroyedOn(db, scope)
    return moves.map(move => ({
      unit: scope.institutionName, number: move.number, at: minuteOfInstant(move.at), handledBy: move.byName, reviewer: move.secondPersonName,
      outcome: move.stateNow === 'handedIn' || move.stateNow === 'destroyed' ? '交市级按程序销毁' : '编号永久存档', director: null, destroyedDay: destroyed.get(move.number) ?? null,
    }))
  },
  destruction: async (db, scope) => {
    const slips = Map.groupBy(await slipRanges(db, ['destroy']).where('slip.day', '>=', scope.from).where('slip.day', '<=', scope.to).orderBy('slip.day').orderBy('slip.createdAt').orderBy('part.firstNumber').execute(), slip => slip.id)
    return [...slips.values()].map(ranges => {
      const slip = ranges[0]!
      return {
        county: scope.county, manager: slip.firstPersonName, leader: slip.secondPersonName, receiver: slip.firstOutsideName, numbers: ranges.map(range => (range.firstNumber === range.lastNumber ? range.firstNumber : `${range.firstNumber}–${range.lastNumber}`)).join('、'),
        quantity: slip.quantity, day: slip.day, method: DESTRUCTION_METHOD.find(slip.method ?? '')?.label ?? slip.method, place: slip.place,
      }
    })
  },
  seal: async (db, scope) => {
    const { from, until } = instantsOf(scope)
    // A sheet that the sealer sent back was looked at too: its move into 作废 is the sealer's alone. What the issuer makes void is signed by a reviewer.
    const moves = await db.selectFrom('blankEvent').leftJoin('userAccount', 'userAccount.id', 'byUser').select(['number', 'at', 'toState', 'displayName', 'reason']).where('fromState', '=', 'printed').where('toState', 'in', ['issued', 'void'])
      .where(({ and, eb, or }) => or([eb('toState', '=', 'issued'), and([eb('reasonCode', '=', '2'), eb('secondPersonId', 'is', null)])])).where('at', '>=', from).where('at', '<', until).orderBy('at').orderBy('number').execute()
    return moves.map(move => ({ day: minuteOfInstant(move.at), number: move.number, sealer: move.displayName, result: move.toState === 'issued' ? '核对一致,已盖章' : `不一致,未盖章:${move.reason ?? ''}` }))
  },
}

const MISPRINTS = VOID_REASON.list.filter(reason => (reason as { annualColumn?: number }).annualColumn === 10).map(reason => reason.code as string)
const noted = (label: string | undefined, note: string | null): string | null => [label, note].filter(Boolean).join(':') || null

// 废证登记本 knows three reasons (note §4.5); what was taken back at an exchange is one of 其他.
function wasteReason(move: { toState: string; reasonCode: string | null }): string {
  if (move.toState === 'lostVoid' || move.toState === 'lostReported') return '遗失'
  if (move.toState === 'exchanged') return '其他(换发收回)'
  const column = (VOID_REASON.find(move.reasonCode ?? '') as { annualColumn?: number } | undefined)?.annualColumn
  return column === 10 ? '打印或填写错误' : column === 11 ? '遗失' : '其他'
}

/** Sheets of one kind sealed in the period (which makes them 已签发, note §4.3, whatever day was printed), in the order of issue; what later became of them does not take them out of the book. */
function issuedSheets(db: ReadDb, { from, to }: LedgerScope, issueType: '1' | '2' | '3') {
  return db.selectFrom('certificate as sheet').innerJoin('certificateRegistration as register', 'register.id', 'sheet.registrationId').innerJoin('newborn', 'newborn.id', 'sheet.newbornId').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId')
    .leftJoin('userAccount as signer', 'signer.id', 'sheet.printedBy').leftJoin('userAccount as sealer', 'sealer.id', 'sheet.sealedBy')
    .select(['sheet.number', 'sheet.registrationId', 'sheet.collectedAt', 'register.motherName', 'register.babyName', 'newborn.sex', 'newborn.bornAt', 'sheet.collectorName', 'sheet.collectorIdNumber', 'signer.displayName as signerName', 'sealer.displayName as sealerName'])
    .where('sheet.voidedAt', 'is', null).where('sheet.issueType', '=', issueType).where('sheet.sealedAt', '>=', `${from}T00:00` as Minute).where('sheet.sealedAt', '<=', `${to}T23:59` as Minute).orderBy('sheet.issueDay').orderBy('sheet.number')
}

function replacements(db: ReadDb, scope: LedgerScope, issueType: '2' | '3') {
  return issuedSheets(db, scope, issueType).leftJoin('certificate as old', 'old.id', 'sheet.supersedesId')
    .leftJoin('certificateReplacement as application', join => join.onRef('application.newCertificateId', '=', 'sheet.id').on('application.voidedAt', 'is', null))
    .select(['old.number as oldNumber', 'application.exchangeReason', 'application.lossReason', 'application.reasonNote', 'application.returnedParts'])
}

type Sheet = { number: string; collectedAt: string | null; motherName: string | null; babyName: string | null; sex: string; bornAt: string; collectorName: string | null; collectorIdNumber: string | null; signerName: string | null; sealerName: string | null }

const sheetLine = (row: Sheet) => ({
  number: row.number, collectedDay: dayText(row.collectedAt), motherName: row.motherName, babyName: row.babyName, sex: SEX.find(row.sex)?.label ?? null, bornDay: dayText(row.bornAt),
  collector: row.collectorName, collectorIdNumber: row.collectorIdNumber, signer: row.signerName, sealer: row.sealerName,
})

/** Who approved something about a register (a surname, a twin record), by register. */
async function approversOf(db: ReadDb, { from, to }: LedgerScope): Promise<Map<string, string>> {
  const rows = await db.selectFrom('acceptedFinding').innerJoin('certificate as sheet', 'sheet.registrationId', 'acceptedFinding.recordId').innerJoin('userAccount', 'userAccount.id', 'acceptedFinding.approverId')
    .select(['recordId', 'displayName']).where('sheet.sealedAt', '>=', `${from}T00:00` as Minute).where('sheet.sealedAt', '<=', `${to}T23:59` as Minute).orderBy('acceptedFinding.at').execute()
  return new Map(rows.map(row => [row.recordId, row.displayName]))
}

async function movesInto(db: ReadDb, scope: LedgerScope, states: string[]) {
  const { from, until } = instantsOf(scope)
  const rows = await db.selectFrom('blankEvent as move').innerJoin('blank', 'blank.number', 'move.number').leftJoin('userAccount as actor', 'actor.id', 'move.byUser').leftJoin('userAccount as second', 'second.id', 'move.secondPersonId')
    .select(['move.number', 'move.at', 'move.fromState', 'move.toState', 'move.reasonCode', 'actor.displayName as byName', 'second.displayName as secondPersonName', 'blank.state as stateNow'])
    .where('move.at', '>=', from).where('move.at', '<', until).where('move.toState', 'in', states).orderBy('move.at').orderBy('move.number').execute()
  // A state may follow itself (a note added): the book has the number once.
  return rows.filter(row => row.fromState !== row.toState)
}

/** Who agreed that a lost blank is 遗失作废, by number. */
async function lossReviewers(db: ReadDb, { from }: LedgerScope): Promise<Map<string, string>> {
  const rows = await db.selectFrom('lossReport').innerJoin('lossReportNumber', 'lossReportNumber.reportId', 'lossReport.id').innerJoin('userAccount', 'userAccount.id', 'lossReport.reviewerId')
    .select(['number', 'displayName']).where('lossReport.createdAt', '>=', startOfDay(from)).execute()
  return new Map(rows.map(row => [row.number, row.displayName]))
}

async function destroyedOn(db: ReadDb, { from }: LedgerScope): Promise<Map<string, string>> {
  const rows = await db.selectFrom('blankEvent').select(['number', 'at']).where('toState', '=', 'destroyed').where('at', '>=', startOfDay(from)).execute()
  return new Map(rows.map(row => [row.number, dayOfInstant(row.at)]))
}

/**
 * Slips of numbers that left the cabinet, by the moment they were booked: then the stock changed, for the monthly and the
 * annual figures too. The day on the slip stands in its line and can be an earlier one.
 */
function bookedSlips(db: ReadDb, scope: LedgerScope, kinds: string[]) {
  const { from, until } = instantsOf(scope)
  return slipRanges(db, kinds).where('slip.createdAt', '>=', from).where('slip.createdAt', '<', until).orderBy('slip.createdAt').orderBy('slip.id').orderBy('part.firstNumber').execute()
}

function slipRanges(db: ReadDb, kinds: string[]) {
  return db.selectFrom('stockSlip as slip').innerJoin('stockSlipRange as part', 'part.slipId', 'slip.id').leftJoin('organization', 'organization.id', 'slip.organizationId')
    .leftJoin('userAccount as first', 'first.id', 'slip.firstPersonId').leftJoin('userAccount as second', 'second.id', 'slip.secondPersonId').leftJoin('userAccount as holder', 'holder.id', 'slip.toHolderId')
    .select([
      'slip.id', 'slip.day', 'slip.quantity', 'slip.createdAt', 'slip.counterpart', 'slip.firstOutsideName', 'slip.secondOutsideName', 'slip.method', 'slip.place', 'organization.name as organizationName', 'part.firstNumber', 'part.lastNumber',
      'part.quantity as rangeQuantity', 'first.displayName as firstPersonName', 'second.displayName as secondPersonName', 'holder.displayName as toHolderName',
    ])
    .where('slip.kind', 'in', kinds)
}

/** 库存数: how many numbers lay in the cabinet right after each of these moments. */
async function cabinetStock(db: ReadDb, moments: readonly string[]): Promise<(at: string) => number> {
  const wanted = [...new Set(moments)].toSorted()
  const last = wanted.at(-1)
  if (last === undefined) return () => 0
  const moves = await sql<{ at: string; change: number | string }>`
    SELECT at, sum(CASE WHEN to_state = 'inStock' THEN 1 ELSE -1 END) AS change FROM blank_event
    WHERE at <= ${last} AND ((to_state = 'inStock' AND (from_state IS NULL OR from_state <> 'inStock')) OR (from_state = 'inStock' AND to_state <> 'inStock')) GROUP BY at ORDER BY at`
    .execute(db as Parameters<ReturnType<typeof sql>['execute']>[0])
  const after = new Map<string, number>()
  let stock = 0
  let next = 0
  for (const moment of wanted) {
    for (; next < moves.rows.length && moves.rows[next]!.at <= moment; next += 1) stock += Number(moves.rows[next]!.change)
    after.set(moment, stock)
  }
  return at => after.get(at) ?? 0
}
