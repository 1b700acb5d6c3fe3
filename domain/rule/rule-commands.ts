import { formatChinese, type FieldIssue } from '../message/message.ts'
import { checkCertificateNumber, parseCertificateNumber } from './certificate-number.ts'
import { eyeCommand } from './eye-command.ts'
import { growthCommand } from './growth-command.ts'
import { checkIdNumber } from './id-number.ts'
import { gestationCommand, riskColourCommand } from './maternal-command.ts'
import { checkNewbornName } from './newborn-name.ts'
import { pelvicScoresCommand, popqCommand } from './pelvic-command.ts'
import { prenatalCommand } from './prenatal-command.ts'
import { DEFAULT_PROVINCE_RULES } from './province-rules.ts'
import type { RuleCommand } from './rule-command.ts'
import { checkSocialCreditCode } from './social-credit.ts'

const findings = (issues: readonly FieldIssue[]): Record<string, string> => ({
  level: issues.some(issue => issue.level === 'block') ? 'block' : issues.length ? 'ask' : 'ok',
  findings: issues.map(issue => formatChinese(issue.message)).join('; '),
})

/** The rules by name, in the order `--list` shows them. */
export const RULE_COMMANDS: readonly RuleCommand[] = [
  {
    name: 'id-number', title: '公民身份号码', source: 'GB 11643', input: ['number'], output: ['number', 'kind', 'birthDay', 'sex', 'level', 'findings'],
    run: ({ number = '' }, { today }) => {
      const { value, kind, birthDay, sex, issues } = checkIdNumber(number, { today })
      return { number: value, kind, birthDay: birthDay ?? '', sex: sex ?? '', ...findings(issues) }
    },
  },
  {
    name: 'certificate-number', title: '出生医学证明编号', source: '证明说明 §2.4', input: ['number'], output: ['number', 'letter', 'province', 'serial', 'level', 'findings'],
    run: ({ number = '' }) => {
      const { value, issues } = checkCertificateNumber(number)
      const parts = parseCertificateNumber(value)
      return { number: value, letter: parts?.letter ?? '', province: parts?.province ?? '', serial: parts?.serial ?? '', ...findings(issues) }
    },
  },
  {
    name: 'credit-code', title: '统一社会信用代码', source: 'GB 32100', input: ['code'], output: ['code', 'level', 'findings'],
    run: ({ code = '' }) => {
      const { value, issues } = checkSocialCreditCode(code)
      return { code: value, ...findings(issues) }
    },
  },
  {
    name: 'newborn-name', title: '新生儿姓名', source: '通用规范汉字表; 证明说明 §1.7', input: ['name', 'motherName', 'fatherName'], output: ['name', 'surname', 'level', 'findings'],
    run: ({ name = '', motherName = '', fatherName = '' }) => {
      const parent = (text: string) => text ? { name: text } : null
      const { value, surname, issues } = checkNewbornName({ name, mother: parent(motherName), father: parent(fatherName), registersInChina: true }, DEFAULT_PROVINCE_RULES)
      return { name: value, surname, ...findings(issues) }
    },
  },
  gestationCommand,
  growthCommand,
  eyeCommand,
  riskColourCommand,
  prenatalCommand,
  popqCommand,
  pelvicScoresCommand,
]
