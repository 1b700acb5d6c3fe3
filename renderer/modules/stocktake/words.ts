import type { Output } from '../../../domain/api/api.ts'
import type { BalanceFigure } from '../../../domain/rule/blank-balance.ts'
import type { NumberRange } from '../../../domain/rule/certificate-number.ts'
import { compressNumbers } from '../../../domain/rule/certificate-number.ts'
import type { DifferenceKind } from '../../../domain/rule/stocktake.ts'
import { t } from '../../app/i18n.ts'

export type Place = Output<'stocktake.get'>['places'][number]
export type Difference = Output<'stocktake.compare'>['differences'][number]

/** The cabinet has no account; everything else is somebody's name. */
export const placeName = (place: Pick<Place, 'holderId' | 'holderName'>): string => (place.holderId === null ? t('stocktake.cabinet', '证件柜') : place.holderName)
// The core writes the cabinet by its Chinese name among people's names.
export const holderText = (name: string | null): string => (name === '证件柜' ? t('stocktake.cabinet', '证件柜') : name ?? '')

export function kindText(kind: DifferenceKind): string {
  switch (kind) {
    case 'missing': return t('stocktake.missing', '账有实无')
    case 'extra': return t('stocktake.extra', '账无实有')
    case 'wrongHolder': return t('stocktake.wrongHolder', '保管处不符')
    case 'twice': return t('stocktake.twice', '多处重复清点')
  }
}

export function figureText(figure: BalanceFigure): string {
  switch (figure) {
    case 'opening': return t('stocktake.opening', '期初库存')
    case 'received': return t('stocktake.received', '入库')
    case 'regained': return t('stocktake.regained', '退还、找回')
    case 'firstIssue': return t('stocktake.firstIssue', '首次签发')
    case 'exchange': return t('stocktake.exchange', '换发')
    case 'reissue': return t('stocktake.reissue', '补发')
    case 'void': return t('stocktake.void', '废证')
    case 'returned': return t('stocktake.returned', '退回上级')
    case 'transferred': return t('stocktake.transferred', '调出')
    case 'lost': return t('stocktake.lost', '遗失、被盗')
    case 'closing': return t('stocktake.closing', '期末库存')
  }
}

/** Differences of one sort side by side: the numbers as ranges, everything else once. */
export type DifferenceGroup = Omit<Difference, 'number' | 'lastMoveAt' | 'lastMoveByName'> & { key: string; numbers: string[]; ranges: NumberRange[] }

/** Groups differences that are the same in everything but the number. */
export function groupDifferences(differences: readonly Difference[]): DifferenceGroup[] {
  const groups = Map.groupBy(differences, one => JSON.stringify([one.kind, one.bookHolderName, one.countedByNames, one.state, one.explanation, one.explainedByName]))
  return [...groups].map(([key, rows]) => {
    const { number: _number, lastMoveAt: _at, lastMoveByName: _by, ...first } = rows[0]!
    const numbers = rows.map(row => row.number)
    return { ...first, key, numbers, ranges: compressNumbers(numbers), mayReportLost: rows.every(row => row.mayReportLost) }
  }).toSorted((a, b) => (a.explanation === null) === (b.explanation === null) ? (a.numbers[0]! < b.numbers[0]! ? -1 : 1) : a.explanation === null ? -1 : 1)
}

/** A month typed as 2026-03, 202603 or 2026年3月; null when it is none, or later than `latest`. */
export function readMonth(typed: string, latest: string): string | null {
  const match = /^(\d{4})[-./年]?(\d{1,2})月?$/.exec(typed.normalize('NFKC').trim())
  const month = match ? `${match[1]}-${(match[2] ?? '').padStart(2, '0')}` : ''
  return /^(19|20)\d{2}-(0[1-9]|1[0-2])$/.test(month) && month <= latest ? month : null
}

/** The month `count` months later. */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}
