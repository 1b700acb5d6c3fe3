import { basename } from 'node:path'
import type { z } from 'zod'
import type { ClassRow as ClassRowShape } from '../../../domain/api/child-case-api.ts'
import { AppError } from '../../../domain/api/result.ts'
import { block, message, type Message } from '../../../domain/message/message.ts'
import type { ListRow } from '../../../domain/modules/reconciliation/compare.rules.ts'
import { cellText, plainText, readMoment } from '../../../domain/modules/reconciliation/equality.rules.ts'
import { checkIdNumber } from '../../../domain/rule/id-number.ts'
import { maskIdNumber } from '../../../domain/rule/mask.ts'
import type { Day } from '../../../domain/time/day.ts'
import type { ReadContext } from '../context.ts'
import type { ReadDb } from '../db/engine.ts'
import { readProvinceList } from '../list-file/read-list.ts'
import { refuseMerged } from '../list-file/workbook.ts'

/** A row of a class list with whom it means; what a clinic knows of the child besides is the clinic's. */
export type ClassListRow = Omit<z.infer<typeof ClassRowShape>, 'lastExamId' | 'lastExamDay' | 'lastOpinion'>
export type ClassList = { fileName: string; rows: ClassListRow[]; counts: Partial<Record<ClassListRow['state'], number>> }
type Columns = { name: number; sex?: number; birthDay?: number; idNumber?: number; className?: number }
type Typed = { line: number; name: string; sex: string; birthDay: Day | null; idNumber: string | null; className: string; fault: Message | null }

const MOST_ROWS = 2_000
const HEADING_ROWS = 10
const HEADINGS: Readonly<Record<keyof Columns, readonly string[]>> = {
  name: ['姓名', '儿童姓名', '幼儿姓名', '孩子姓名', '学生姓名', '宝宝姓名'], sex: ['性别'], birthDay: ['出生日期', '出生年月日', '生日', '出生年月'], idNumber: ['身份证号', '身份证号码', '证件号码', '身份证', '公民身份号码', '证件号'], className: ['班级', '所在班级', '班别'],
}

/** The columns of the first row that has a name and something to tell children apart by; null without one. */
function columnsOf(rows: readonly ListRow[]): { heading: number; columns: Columns } | null {
  for (const [heading, row] of rows.slice(0, HEADING_ROWS).entries()) {
    const words = row.cells.map(cell => plainText(cellText(cell)).replace(/[((].*[))]$/u, ''))
    const at = (names: readonly string[]): number | undefined => { const found = words.findIndex(word => names.includes(word)); return found < 0 ? undefined : found }
    const name = at(HEADINGS.name)
    const [sex, birthDay, idNumber, className] = [at(HEADINGS.sex), at(HEADINGS.birthDay), at(HEADINGS.idNumber), at(HEADINGS.className)]
    if (name === undefined || (birthDay === undefined && idNumber === undefined)) continue
    return { heading, columns: { name, ...(sex === undefined ? {} : { sex }), ...(birthDay === undefined ? {} : { birthDay }), ...(idNumber === undefined ? {} : { idNumber }), ...(className === undefined ? {} : { className }) } }
  }
  return null
}

const SEXES: Readonly<Record<string, string>> = { 男: '1', 女: '2', M: '1', F: '2' }

function typedRow({ line, cells }: ListRow, columns: Columns, today: Day): Typed | null {
  const textAt = (at: number | undefined): string => at === undefined ? '' : cellText(cells[at]).trim()
  const name = textAt(columns.name)
  const numberText = plainText(textAt(columns.idNumber)).replace(/^['’`]/u, '')
  const dayCell = columns.birthDay === undefined ? undefined : cells[columns.birthDay]
  if (name === '' && numberText === '' && textAt(columns.birthDay) === '') return null
  const moment = dayCell === undefined ? null : readMoment(dayCell)
  const birthDay = moment && 'value' in moment ? moment.value.slice(0, 10) as Day : null
  const wrongNumber = numberText !== '' && checkIdNumber(numberText, { today }).issues.some(issue => issue.level === 'block')
  const fault = name === '' ? message('classList.noName', '没有姓名')
    : wrongNumber ? message('classList.wrongNumber', '身份证号不正确(位数或校验码),请核对')
      : moment && 'damaged' in moment ? message('classList.wrongDay', '出生日期不是存在的日期,请核对')
        : numberText === '' && birthDay === null ? message('classList.nothingToFind', '没有身份证号也没有出生日期,不能查找') : null
  return { line, name, sex: SEXES[plainText(textAt(columns.sex))] ?? '', birthDay, idNumber: numberText || null, className: textAt(columns.className), fault }
}

type Known = { id: string; name: string | null; sex: string; birthDay: Day | null; idNumber: string | null }

const living = (db: ReadDb) => db.selectFrom('person').select(['id', 'name', 'sex', 'birthDay', 'idNumber']).where('voidedAt', 'is', null).where('mergedIntoId', 'is', null)

/** Whom a row means: by its number, and only without one of ours by name and birth day. What does not agree is said, never decided. */
async function recognise(db: ReadDb, row: Typed): Promise<{ state: ClassListRow['state']; reason: Message | null; child: Known | null }> {
  const nobody = (state: ClassListRow['state'], reason: Message): { state: ClassListRow['state']; reason: Message; child: null } => ({ state, reason, child: null })
  if (row.fault) return nobody('unreadable', row.fault)
  const byNumber = row.idNumber ? await living(db).where('idNumber', '=', row.idNumber).limit(2).execute() : []
  const sameName = byNumber.length === 0 && row.birthDay ? await living(db).where('name', '=', row.name).where('birthDay', '=', row.birthDay).orderBy('id').limit(5).execute() : []
  // A person of that name and day with another number is somebody else.
  const fitting = sameName.filter(one => !row.idNumber || one.idNumber === null)
  const [child] = byNumber.length > 0 ? byNumber : fitting
  if (byNumber.length > 1 || (byNumber.length === 0 && fitting.length > 1)) return nobody('ambiguous', message('classList.ambiguous', '本院有 {{count}} 份同样的人员档案,请人工核对', { count: byNumber.length || fitting.length }))
  if (!child) return nobody('unknown', sameName.length > 0 ? message('classList.otherNumber', '有同名、同出生日期的人员,但身份证号不同,请核对后登记') : message('classList.unknown', '本院没有这名儿童的档案,请先登记'))
  const differs = plainText(child.name ?? '') !== plainText(row.name) ? message('classList.nameDiffers', '身份证号相同,但本院档案的姓名是“{{name}}”,请核对', { name: child.name ?? '' })
    : row.birthDay && child.birthDay !== row.birthDay ? message('classList.dayDiffers', '身份证号相同,但本院档案的出生日期是 {{day}},请核对', { day: child.birthDay ?? '—' })
      : row.sex && (child.sex === '1' || child.sex === '2') && child.sex !== row.sex ? message('classList.sexDiffers', '性别与本院档案不同,请核对') : null
  return differs ? { state: 'differs', reason: differs, child } : { state: 'matched', reason: null, child }
}

/** A class list as it was read, before anybody is looked for in it. */
export type ReadList = { readonly fileName: string; readonly typed: readonly Typed[] }
/** Reads the class list the user chose; null when the dialog was closed. */
export async function readClassList(context: ReadContext): Promise<ReadList | null> {
  const path = await context.ports.dialogs.chooseFile('选择幼儿园的班级名单', ['xlsx', 'csv'])
  if (path === null) return null
  const { rows, merged } = await readProvinceList(path)
  const found = columnsOf(rows)
  if (!found) throw new AppError('invalid', [block('file', message('classList.headings', '名单里找不到标题行:需要“姓名”一列,和“出生日期”或“身份证号”一列(还可有“性别”“班级”)'))])
  refuseMerged(merged, rows[found.heading]?.line ?? 1)
  const typed = rows.slice(found.heading + 1).flatMap(row => { const one = typedRow(row, found.columns, context.today); return one ? [one] : [] })
  if (typed.length > MOST_ROWS) throw new AppError('invalid', [block('file', message('classList.tooMany', '名单有 {{rows}} 行,一次最多 {{most}} 行;请按班级分开导入', { rows: typed.length, most: MOST_ROWS }))])
  return { fileName: basename(path), typed }
}

/** Says of every row of a list whom it means. Nothing is written; unmatched rows are there to be registered by hand (§11). */
export async function recogniseClass(context: ReadContext, { fileName, typed }: ReadList): Promise<ClassList> {
  const seen = new Map<string, number>()
  const lines: ClassListRow[] = []
  const maySee = context.user.permissions.has('person.reveal')
  for (const row of typed) {
    // Two children of one name and birth day with a number each are two children; name and day tell only where a number is missing.
    const called = row.fault || !row.birthDay ? null : `${plainText(row.name)} ${row.birthDay}`
    const asked = row.fault ? [] : [...row.idNumber ? [`id ${row.idNumber}`] : [], ...called ? [row.idNumber ? `unnumbered ${called}` : `named ${called}`] : []]
    const first = asked.map(key => seen.get(key)).find(line => line !== undefined)
    const kept = row.fault ? [] : [...row.idNumber ? [`id ${row.idNumber}`] : [], ...called ? [`named ${called}`, ...row.idNumber ? [] : [`unnumbered ${called}`]] : []]
    for (const key of kept) if (!seen.has(key)) seen.set(key, row.line)
    const { state, reason, child } = first === undefined ? await recognise(context.db, row) : { state: 'duplicate' as const, reason: message('classList.duplicate', '与第 {{line}} 行重复', { line: first }), child: null }
    const file = child ? await context.db.selectFrom('childFile').select('id').where('childId', '=', child.id).where('voidedAt', 'is', null).executeTakeFirst() : undefined
    lines.push({
      line: row.line, name: row.name, sex: row.sex, birthDay: row.birthDay, idNumber: row.idNumber && !maySee ? maskIdNumber(row.idNumber) : row.idNumber, className: row.className,
      state: state === 'matched' && !file ? 'noFile' : state, reason: state === 'matched' && !file ? message('classList.noFile', '已有人员档案,还没有儿童保健档案,请建档') : reason,
      childId: child?.id ?? null, fileId: file?.id ?? null, childName: child?.name ?? null,
    })
  }
  const counts: ClassList['counts'] = {}
  for (const { state } of lines) counts[state] = (counts[state] ?? 0) + 1
  return { fileName, rows: lines, counts }
}
