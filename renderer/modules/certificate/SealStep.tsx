import { Alert, App, Button, Input, Space } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import type { StoredRegistration } from '../../../domain/modules/certificate/registration.record.ts'
import { NATIONALITY } from '../../../domain/code/nationality.ts'
import { normaliseScan } from '../../../domain/rule/certificate-number.ts'
import { splitGestation } from '../../../domain/rule/gestation.ts'
import { SEX_ON_PAPER } from '../../../domain/print/certificate-values.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { minuteText } from '../../app/format.ts'
import { issueText, t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { Dialog, FormArea, LabelledInput, Loaded, Panel, ScanTarget, useShortcut } from '../../kit/index.ts'
import type { Sheet } from './names.ts'
import { OthersWork } from './OthersWork.tsx'
import { ScanInput } from './PrintStep.tsx'

type DeliveryFile = Output<'delivery.file'>

/** Step 盖章: the other person compares the sheet with the register, and only then stamps. */
export function SealStep({ sheet, registration, file }: { sheet: Sheet; registration: StoredRegistration | null; file: DeliveryFile | undefined }) {
  const user = useUser()
  const maySeal = useMay('certificate.seal')
  if (sheet.printedById === user.id) {
    return <OthersWork permission="certificate.seal" text={t('seal.ownPrint', '证章分离:{{number}} 是您打印的,须由另一人核对盖章。请盖章人员换到这里,或在自己的电脑上办理。', { number: sheet.number })} />
  }
  if (!maySeal) return <OthersWork permission="certificate.seal" text={t('seal.others', '{{number}} 已打印,由盖章人员核对盖章。', { number: sheet.number })} />
  return <Compare sheet={sheet} registration={registration} file={file} />
}

function Compare({ sheet, registration, file }: { sheet: Sheet; registration: StoredRegistration | null; file: DeliveryFile | undefined }) {
  const { message } = App.useApp()
  const stored = useCall('certificate.get', { id: sheet.id })
  const [scan, setScan] = useState('')
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const [differs, setDiffers] = useState(false)
  const seal = useWrite('certificate.seal', failure => { setIssues(failure.fields); return failure.fields.length > 0 })
  const isScanned = normaliseScan(scan) === sheet.number
  async function confirm(): Promise<void> {
    if (seal.busy) return
    setIssues([])
    if (await seal.run({ certificateId: sheet.id, rev: sheet.rev, scannedNumber: scan.trim() || '-', matches: true })) void message.success(t('seal.done', '{{number}} 已盖章签发,等待领取', { number: sheet.number }))
  }
  useShortcut(['Ctrl+Enter', 'F2'], () => void confirm(), { enabled: !differs })
  return (
    <Panel title={t('seal.title', '核对后盖章')}>
      <Loaded of={stored}>
        {certificate => {
          const rows = registration ? compareRows(registration, file, readValues(certificate.printedValues)) : []
          return (
            <table className="compare">
              <thead><tr><th>{t('seal.item', '项目')}</th><th>{t('seal.register', '登记表')}</th><th>{t('seal.sheet', '证明上印的内容')}</th></tr></thead>
              <tbody>
                {rows.map(row => {
                  const isSame = row.register === row.printed
                  return (
                    <tr key={row.label} className={isSame ? undefined : 'is-different'}>
                      <th scope="row">{row.label}</th><td>{row.register}</td>
                      <td>{row.printed}{isSame ? null : <span className="issue is-block"> {t('seal.different', '不同,请核对')}</span>}</td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          )
        }}
      </Loaded>
      <div className="seal-act">
        <ScanTarget onScan={number => { setScan(number); document.getElementById('seal-scan')?.focus() }} />
        <ScanInput id="seal-scan" value={scan} expected={sheet.number} onChange={setScan} onEnter={() => { if (isScanned) document.getElementById('seal-confirm')?.focus() }} />
        <Space size={12}>
          <Button id="seal-confirm" type="primary" size="large" loading={seal.busy} disabled={!isScanned} onClick={() => void confirm()}>{t('seal.confirm', '一致,盖章确认')} <kbd>Ctrl+Enter</kbd></Button>
          <Button danger size="large" disabled={!isScanned} onClick={() => setDiffers(true)}>{t('seal.differs', '不一致…')}</Button>
        </Space>
        {issues.map(issue => <div key={issue.message.key} className="issue is-block" role="alert">{issueText(issue)}</div>)}
      </div>
      {differs ? <DiffersDialog sheet={sheet} scan={scan} onClose={() => setDiffers(false)} /> : null}
    </Panel>
  )
}

function DiffersDialog({ sheet, scan, onClose }: { sheet: Sheet; scan: string; onClose(): void }) {
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const seal = useWrite('certificate.seal', failure => { setIssues(failure.fields); return failure.fields.length > 0 })
  async function go(): Promise<void> {
    if (seal.busy) return
    if (await seal.run({ certificateId: sheet.id, rev: sheet.rev, scannedNumber: scan, matches: false, reason: reason.trim() })) {
      void message.warning(sheet.issueType === '1' ? t('seal.voided', '{{number}} 已作废,登记表已退回修改', { number: sheet.number }) : t('seal.voidedReplacement', '{{number}} 已作废;内容有误的请先退回申请修改,再用下一个编号打印', { number: sheet.number }))
      onClose()
    }
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  return (
    <Dialog width={560} title={t('seal.differsTitle', '证明与登记表不一致')} okText={<>{t('seal.doVoid', '作废此证明')} <kbd>F2</kbd></>} okButtonProps={{ danger: true, loading: seal.busy }} onOk={() => void go()} onCancel={onClose} first="seal-reason">
      <Alert className="form-alert" type="error" showIcon title={sheet.issueType === '1'
        ? t('seal.differsText', '编号 {{number}} 将按“填写错误”作废,不盖章;登记表退回签发人员修改后,用下一个编号重新打印。', { number: sheet.number })
        : t('seal.differsReplacement', '编号 {{number}} 将按“填写错误”作废,不盖章;申请回到待打印,内容有误的先退回申请修改,再用下一个编号打印。', { number: sheet.number })} />
      <FormArea>
        <LabelledInput id="seal-reason" label={t('seal.reason', '哪里不一致')} required issues={issues}>
          <Input.TextArea id="seal-reason" value={reason} maxLength={300} autoSize={{ minRows: 2, maxRows: 5 }} onChange={event => { setReason(event.target.value); setIssues([]) }} />
        </LabelledInput>
      </FormArea>
    </Dialog>
  )
}

type Printed = Readonly<Record<string, unknown>>

function readValues(json: string | null): Printed {
  const read: unknown = json ? JSON.parse(json) : {}
  return typeof read === 'object' && read !== null ? read as Printed : {}
}

const SHOWN_REPEATS = 3
// A value to be repeated over its field (a row of slashes) is shown as a few of them.
function printedText(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'repeat' in value) return String(value.repeat).repeat(SHOWN_REPEATS)
  return typeof value === 'string' ? value : ''
}

/** Register and print, line by line, in the same words where they mean the same. */
function compareRows(registration: StoredRegistration, file: DeliveryFile | undefined, printed: Printed): { label: string; register: string; printed: string }[] {
  const of = (key: string): string => printedText(printed[key])
  const child = file?.newborns.find(entry => entry.newborn.id === registration.newbornId)?.newborn
  const rows = [{ label: t('seal.babyName', '新生儿姓名'), register: registration.babyName ?? '', printed: of('babyName') }]
  if (child && file) {
    const { weeks, days } = splitGestation(file.delivery.gestationDays)
    rows.push(
      { label: t('facts.sex', '性别'), register: SEX_ON_PAPER[child.sex as keyof typeof SEX_ON_PAPER], printed: of('babySex') },
      { label: t('facts.bornAt', '出生时间'), register: minuteText(child.bornAt), printed: `${of('birthYear')}-${of('birthMonth')}-${of('birthDay')} ${of('birthHour')}:${of('birthMinute')}` },
      { label: t('seal.measures', '孕周 / 体重 / 身长'), register: `${weeks}⁺${days} / ${child.weightG} / ${(child.lengthCm ?? 0).toFixed(1)}`, printed: `${of('gestWeeks')}⁺${of('gestDays')} / ${of('weightG')} / ${of('lengthCm')}` },
    )
  }
  for (const [parent, key, label] of [['mother', 'm', t('seal.mother', '母亲')], ['father', 'f', t('seal.father', '父亲')]] as const) {
    if (!registration[`${parent}Provided`]) {
      // Nothing of this parent is declared: what is printed is the province's filler.
      rows.push({ label, register: of(`${key}Name`), printed: of(`${key}Name`) })
      continue
    }
    rows.push(
      { label: t('seal.parentName', '{{parent}}姓名', { parent: label }), register: registration[`${parent}Name`] ?? '', printed: of(`${key}Name`) },
      { label: t('seal.parentNationality', '{{parent}}国籍', { parent: label }), register: NATIONALITY.find(registration[`${parent}Nationality`] ?? 'CHN')?.label ?? '', printed: of(`${key}Nat`) },
      { label: t('seal.parentNumber', '{{parent}}证件号码', { parent: label }), register: registration[`${parent}IdNumber`] ?? '', printed: of(`${key}IdNo`) },
      { label: t('seal.parentAddress', '{{parent}}住址', { parent: label }), register: registration[`${parent}Address`] ?? '', printed: of(`${key}Addr`) },
    )
  }
  return rows
}
