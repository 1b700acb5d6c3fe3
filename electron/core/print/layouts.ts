import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Layout, layoutFaults } from '../../../domain/print/layout.ts'

/** The layout files that are shipped, by the name the program uses. */
export const LAYOUT_FILES = {
  birthCertificate: 'birth-certificate.v0.layout.json',
  registrationForm: 'registration-form.v1.layout.json',
  registrationFormBack: 'registration-form-back.v1.layout.json',
  referralOut: 'two-way-referral-out.v1.layout.json',
  referralBack: 'two-way-referral-back.v1.layout.json',
  criticalReferral: 'critical-referral.v1.layout.json',
  diagnosisReferral: 'diagnosis-referral.v1.layout.json',
  autismFirstReferral: 'autism-first-referral.v1.layout.json',
  autismRescreenReferral: 'autism-rescreen-referral.v1.layout.json',
  exchangeApplication: 'exchange-application.v1.layout.json',
  reissueRegister: 'reissue-register.v1.layout.json',
  replacementPaste: 'replacement-paste.v1.layout.json',
  lossStatement: 'loss-statement.v1.layout.json',
  reissueForwarding: 'reissue-forwarding.v1.layout.json',
  voidRegister: 'void-register.v1.layout.json',
  recoverySheet: 'recovery-sheet.v1.layout.json',
  stockPaper: 'stock-paper.v1.layout.json',
  entranceForm: 'entrance-form.v1.layout.json',
  deathCard: 'death-card.v1.layout.json',
  childHandout: 'child-handout.v1.layout.json',
  eyeReferral: 'eye-referral.v1.layout.json',
} as const
export type LayoutName = keyof typeof LAYOUT_FILES

const read = new Map<string, Layout>()

/** Reads and checks a shipped layout (`resourcesFolder` is `ports.folders.resources`); a faulty file is refused. */
export function readLayout(resourcesFolder: string, name: LayoutName): Layout {
  const path = join(resourcesFolder, 'print', LAYOUT_FILES[name])
  let layout = read.get(path)
  if (!layout) {
    layout = Layout.parse(JSON.parse(readFileSync(path, 'utf8')))
    const faults = layoutFaults(layout)
    if (faults.length > 0) throw new Error(`layout ${LAYOUT_FILES[name]}: ${faults.join('; ')}`)
    read.set(path, layout)
  }
  return layout
}
