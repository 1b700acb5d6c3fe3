import { HIGH_RISK_FACTOR, type HighRiskFactor } from '../../code/risk-care.ts'
import { type CodeList, codeList } from '../../field/code-list.ts'

/**
 * Rows of the assessment that say the same as a factor of CV03.00.402 (our reading, no text pairs them). A row that is
 * wider or narrower than the factor is left out: the doctor chooses.
 */
const FACTOR_OF: Readonly<Record<string, HighRiskFactor>> = {
  'Y1.1': '01', 'O1.1': '01', 'Y1.3': '63', 'Y1.4': '34', 'Y2.3': '21', 'Y3.1': '49', 'Y3.3': '51', 'Y3.4': '51', 'Y3.5': '40', 'Y3.6': '64', 'Y3.7': '50', 'Y3.8': '39', 'Y3.9': '39', 'Y3.10': '35',
  'O2.6.2': '16', 'O3.1': '49', 'O3.2': '55', 'O3.7': '41', 'R1.6.3': '16', 'P2': '28', 'P3': '29',
}

/** Factors the package knows, proposed from the confirmed rows of an assessment; null for none. */
export const factorsOfRows = (ids: readonly string[]): CodeList<HighRiskFactor> | null =>
  codeList(HIGH_RISK_FACTOR, ids.flatMap(id => FACTOR_OF[id] ?? []))
