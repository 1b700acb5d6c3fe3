import { t } from '../app/i18n.ts'
import { certificateScan, useScanner } from './scanner.ts'

/** Where a certificate's number is scanned: takes it wherever the cursor stands, refuses everything else by name. */
export function ScanTarget({ onScan, inDialog = false, enabled = true }: { onScan(number: string): void; inDialog?: boolean; enabled?: boolean }) {
  useScanner(number => onScan(number), certificateScan(text => t('scanner.garbage', '扫到的“{{text}}”不是出生医学证明编号,没有录入。请对准证件上的编号条码再扫一次', { text })), { inDialog, enabled })
  return null
}
