import { BLANK_STATE } from '../../../domain/code/certificate.ts'
import type { Output } from '../../../domain/api/api.ts'
import type { LedgerRow } from '../../../domain/ledger/ledger.ts'
import type { DifferenceKind } from '../../../domain/rule/stocktake.ts'

/** The words of a difference on paper and in files. */
const DIFFERENCE_TITLE: Readonly<Record<DifferenceKind, string>> = { missing: '账有实无', extra: '账无实有', wrongHolder: '保管处不符', twice: '多处重复清点' }

/** Every differing number of a stock-take as the lines of its file. */
export const stocktakeLines = (differences: Output<'stocktake.compare'>['differences']): LedgerRow[] => differences.map(row => ({
  number: row.number, kind: DIFFERENCE_TITLE[row.kind], bookHolder: row.bookHolderName, countedBy: row.countedByNames.join('、') || null, state: row.state === null ? '未曾入库' : BLANK_STATE.label(row.state),
  explanation: row.explanation, explainedBy: row.explainedByName,
}))
