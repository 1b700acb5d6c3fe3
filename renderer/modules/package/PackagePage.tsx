import { CheckCircleOutlined, FileProtectOutlined, FolderOpenOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Alert, App, Button, Descriptions, Input, Space, Tag } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import type { Output } from '../../../domain/api/api.ts'
import { PackageFinding } from '../../../domain/api/package-api.ts'
import type { SettingValue } from '../../../domain/settings/settings.ts'
import { call, CallFailure } from '../../api/client.ts'
import { failureText, showFailure } from '../../api/failure.ts'
import { reloadAfter, useCall, useWrite } from '../../api/useCall.ts'
import { bytesText, countText, instantText, today } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { DataTable, Dialog, EmptyState, JobProgress, Loaded, Page, Panel, saveText, useShortcut } from '../../kit/index.ts'
import { findingsCsv, pageOf, recordText } from './findings.ts'
import { usePackageWork } from './jobs.ts'
import '../../kit/shared.css'
import './package.css'

type Plan = Output<'package.plan'>
type Dataset = Plan['datasets'][number]
type Package = Output<'package.list'>[number]

const Findings = z.array(PackageFinding)
const Sealed = z.looseObject({
  folder: z.string(), baseName: z.string(), month: z.string(), seq: z.int(), records: z.int(), errors: z.int(), warnings: z.int(), keptOut: z.int(), manifestSm3: z.string(),
  files: z.array(z.looseObject({ name: z.string(), bytes: z.int() })),
})
type Sealed = z.infer<typeof Sealed>

function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** The steps of the core in the language of the screen. */
function stepText(step: string): string {
  switch (step) {
    case '备份': return t('package.stepBackup', '备份')
    case '读取记录': return t('package.stepRows', '读取记录')
    case '核对数据': return t('package.stepCheck', '核对数据')
    case '生成文件': return t('package.stepWrite', '生成文件')
    case '签名和加密': return t('package.stepEncrypt', '签名和加密')
    default: return step
  }
}

function datasetText(dataset: string, title: string): string {
  switch (dataset) {
    case 'birth_cert': return t('package.dataset.birthCert', '出生医学证明')
    case 'cert_change': return t('package.dataset.certChange', '证明状态变更')
    case 'stock_move': return t('package.dataset.stockMove', '空白证件流转')
    case 'delivery': return t('package.dataset.delivery', '分娩')
    case 'newborn': return t('package.dataset.newborn', '新生儿')
    case 'nutrition_case': return t('package.dataset.nutritionCase', '营养性疾病儿童管理')
    case 'child_death': return t('package.dataset.childDeath', '5岁以下儿童死亡报告')
    case 'newborn_visit': return t('package.dataset.newbornVisit', '新生儿家庭访视')
    case 'child_examination': return t('package.dataset.childExamination', '儿童健康体检')
    case 'newborn_screening': return t('package.dataset.newbornScreening', '新生儿疾病筛查')
    case 'eye_care': return t('package.dataset.eyeCare', '儿童眼保健及视力检查')
    case 'referral': return t('package.dataset.referral', '双向转诊')
    case 'maternal_care': return t('package.dataset.maternalCare', '孕产期保健服务')
    case 'prenatal_screening': return t('package.dataset.prenatalScreening', '产前筛查与诊断')
    case 'high_risk_case': return t('package.dataset.highRiskCase', '高危孕产妇管理')
    case 'risk_screening': return t('package.dataset.riskScreening', '妊娠风险筛查')
    case 'risk_assessment': return t('package.dataset.riskAssessment', '妊娠风险评估与分级报告')
    case 'birth_defect': return t('package.dataset.birthDefect', '出生缺陷监测')
    case 'maternal_death': return t('package.dataset.maternalDeath', '孕产妇死亡报告')
    case 'women_screening': return t('package.dataset.womenScreening', '妇女常见病筛查(两癌)')
    case 'women_menopause': return t('package.dataset.womenMenopause', '更年期保健')
    case 'women_adolescent': return t('package.dataset.womenAdolescent', '青少年保健')
    case 'premarital_care': return t('package.dataset.premaritalCare', '婚前保健服务')
    case 'preconception': return t('package.dataset.preconception', '孕前优生健康检查')
    case 'folic_acid': return t('package.dataset.folicAcid', '增补叶酸')
    case 'mother_to_child_prevention': return t('package.dataset.motherToChild', '母婴阻断')
    default: return title
  }
}

/** The month's package: plan, check, seal, and what was sent before. */
export default function PackagePage() {
  const thisMonth = today().slice(0, 7)
  const work = usePackageWork(addMonths(thisMonth, -1))
  const { month } = work
  const maySeal = useMay('package.seal')
  const plan = useCall('package.plan', { month })
  const [findings, setFindings] = useState<readonly PackageFinding[] | null>(null)
  const [sealed, setSealed] = useState<Sealed | null>(null)
  const [isChoosing, setIsChoosing] = useState(false)
  const [running, setRunning] = useState<'check' | 'seal' | null>(null)
  const check = useWrite('package.check')
  const isBusy = running !== null || check.busy
  const choose = (next: string) => { if (!isBusy && next <= thisMonth) { setFindings(null); setSealed(null); work.set({ month: next, checkJobId: null, sealJobId: null }) } }

  async function startCheck(): Promise<void> {
    if (isBusy) return
    setFindings(null)
    const started = await check.run({ month })
    if (started) { setRunning('check'); work.set({ checkJobId: started.jobId }) }
  }
  useShortcut(['Ctrl+ArrowLeft'], () => choose(addMonths(month, -1)))
  useShortcut(['Ctrl+ArrowRight'], () => choose(addMonths(month, 1)))
  return (
    <Page
      title={t('menu.package', '月度数据包')}
      actions={[
        { key: 'check', label: t('package.check', '检查'), shortcut: 'F4', icon: <CheckCircleOutlined />, busy: running === 'check', disabled: isBusy, run: () => void startCheck() },
        ...(maySeal ? [{ key: 'seal', label: t('package.seal', '生成数据包'), shortcut: 'F6', icon: <FileProtectOutlined />, primary: true, busy: running === 'seal', disabled: isBusy, run: () => setIsChoosing(true) }] : []),
      ]}
    >
      <Panel>
        <Space className="month-bar">
          <Button icon={<LeftOutlined />} aria-label={t('package.monthBefore', '上一个月')} disabled={isBusy} onClick={() => choose(addMonths(month, -1))} />
          <MonthInput key={month} month={month} latest={thisMonth} disabled={isBusy} onChange={choose} />
          <Button icon={<RightOutlined />} aria-label={t('package.monthAfter', '下一个月')} disabled={isBusy || month >= thisMonth} onClick={() => choose(addMonths(month, 1))} />
          <span className="hint">{t('package.monthKeys', 'Ctrl+← / Ctrl+→ 换月份')}</span>
          {month === thisMonth ? <Tag color="warning">{t('package.unfinished', '本月还没有结束')}</Tag> : null}
        </Space>
        <Loaded of={plan}>{data => <PlanTable plan={data} />}</Loaded>
      </Panel>
      {work.sealJobId ? (
        <Panel title={t('package.sealing', '生成数据包')}>
          {sealed ? <SealedView sealed={sealed} /> : (
            <JobProgress
              key={work.sealJobId} jobId={work.sealJobId} stepText={stepText} onFailed={() => setRunning(null)}
              onDone={job => { setRunning(null); setSealed(Sealed.parse(job.result)); void reloadAfter('package.seal') }}
            />
          )}
        </Panel>
      ) : null}
      {work.checkJobId ? (
        <Panel title={t('package.findings', '检查结果')} extra={findings?.length ? <Button onClick={() => void exportFindings(month, findings)}>{t('package.exportFindings', '导出 CSV')}</Button> : null}>
          {findings === null ? (
            <JobProgress
              key={work.checkJobId} jobId={work.checkJobId} stepText={stepText} onFailed={() => setRunning(null)}
              onDone={job => { setRunning(null); setFindings(Findings.parse(job.result)) }}
            />
          ) : <FindingsTable findings={findings} />}
        </Panel>
      ) : null}
      <Sent />
      <Keys />
      {isChoosing ? (
        <SealDialog
          month={month} amendment={(plan.data?.sealed.length ?? 0) + 1} findings={findings} onClose={() => setIsChoosing(false)}
          onStarted={jobId => { setIsChoosing(false); setSealed(null); setRunning('seal'); work.set({ sealJobId: jobId }) }}
        />
      ) : null}
    </Page>
  )
}

function MonthInput({ month, latest, disabled, onChange }: { month: string; latest: string; disabled: boolean; onChange(month: string): void }) {
  const [typed, setTyped] = useState(month)
  const read = (text: string): string | null => {
    const match = /^(\d{4})[-./年]?(\d{1,2})月?$/.exec(text.normalize('NFKC').trim())
    const found = match ? `${match[1]}-${(match[2] ?? '').padStart(2, '0')}` : ''
    return /^\d{4}-(0[1-9]|1[0-2])$/.test(found) && found <= latest ? found : null
  }
  const take = () => { const found = read(typed); if (found && found !== month) onChange(found); else setTyped(month) }
  return (
    <Input
      id="package-month" className="month-input" aria-label={t('package.month', '月份')} value={typed} disabled={disabled} maxLength={8} autoFocus {...(read(typed) ? {} : { status: 'error' as const })}
      onChange={event => setTyped(event.target.value)} onBlur={take} onPressEnter={take}
    />
  )
}

function PlanTable({ plan }: { plan: Plan }) {
  const last = plan.sealed[0]
  const total = plan.datasets.reduce((sum, one) => sum + one.records, 0)
  return (
    <>
      {last ? (
        <Alert
          className="form-alert" type="info" showIcon
          title={total > 0
            ? t('package.amends', '{{month}} 已生成 {{count}} 次(最近 {{at}})。下面是之后新增和变化的记录,将生成第 {{seq}} 号补充包。', { month: plan.month, count: plan.sealed.length, at: instantText(last.createdAt), seq: last.seq + 1 })
            : t('package.nothingNew', '自上次生成以来没有新增或变化的记录,无需再生成')}
        />
      ) : null}
      {plan.withheld.length > 0 ? <Alert className="form-alert" type="info" showIcon title={t('package.withheld', '“{{titles}}”不在您生成的数据包内,须由艾梅乙授权名单内的人员生成', { titles: plan.withheld.map(dataset => datasetText(dataset, dataset)).join('、') })} /> : null}
      <DataTable<Dataset>
        rows={plan.datasets} rowKey="dataset" label={t('package.plan', '数据集')}
        columns={[
          { title: t('package.plan', '数据集'), render: (_, row) => datasetText(row.dataset, row.title) },
          { title: t('package.records', '记录数'), width: 120, align: 'right', render: (_, row) => <b>{countText(row.records)}</b> },
          { title: t('package.inserts', '新增'), width: 120, align: 'right', render: (_, row) => countText(row.inserts) },
          { title: t('package.updates', '更正'), width: 120, align: 'right', render: (_, row) => countText(row.updates) },
          { title: t('package.voids', '作废'), width: 120, align: 'right', render: (_, row) => countText(row.voids) },
        ]}
      />
    </>
  )
}

async function exportFindings(month: string, findings: readonly PackageFinding[]): Promise<void> {
  const headings = [t('package.level', '级别'), t('package.plan', '数据集'), t('package.record', '记录'), t('package.column', '数据项'), t('package.field', '字段'), t('package.value', '值'), t('package.message', '问题'), t('package.suggestion', '建议'), t('package.rule', '规则')]
  try {
    await saveText(t('package.findingsFile', '检查结果-{{month}}.csv', { month }), findingsCsv(findings, headings, dataset => datasetText(dataset, dataset)))
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
    showFailure(error)
  }
}

const PAGE_SIZE = 50

function FindingsTable({ findings }: { findings: readonly PackageFinding[] }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [offset, setOffset] = useState(0)
  const errors = findings.filter(finding => finding.level === '错误').length
  async function open(finding: PackageFinding): Promise<void> {
    try {
      const page = await pageOf(finding)
      if (page) void navigate(page)
      else void message.info(t('package.noPage', '这一项请在“设置”中修改'))
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      void message.error(failureText(error))
    }
  }
  if (findings.length === 0) return <Alert type="success" showIcon title={t('package.clean', '全部记录通过检查,可以生成数据包。')} />
  return (
    <>
      <Alert
        className="form-alert" type={errors > 0 ? 'error' : 'warning'} showIcon
        title={errors > 0
          ? t('package.hasErrors', '{{errors}} 个错误、{{warnings}} 个警告。有错误的记录不会进入数据包,更正后再检查;回车或单击打开要更正的记录。', { errors, warnings: findings.length - errors })
          : t('package.hasWarnings', '{{warnings}} 个警告,不影响生成;回车或单击打开记录核对。', { warnings: findings.length })}
      />
      <DataTable<PackageFinding & { key: number }>
        rows={findings.slice(offset, offset + PAGE_SIZE).map((finding, index) => ({ ...finding, key: offset + index }))} rowKey={row => String(row.key)} label={t('package.findings', '检查结果')} onOpen={row => void open(row)}
        mark={row => (row.level === '错误' ? 'bad' : undefined)} paging={{ total: findings.length, offset, limit: PAGE_SIZE, onChange: setOffset }}
        columns={[
          { title: t('package.level', '级别'), width: 70, render: (_, row) => (row.level === '错误' ? <Tag color="error">{t('package.error', '错误')}</Tag> : <Tag color="warning">{t('package.warning', '警告')}</Tag>) },
          { title: t('package.plan', '数据集'), width: 110, render: (_, row) => datasetText(row.dataset, row.dataset) },
          { title: t('package.record', '记录'), width: 170, render: (_, row) => <span className="wrap-any">{recordText(row.bk)}</span> },
          { title: t('package.field', '字段'), width: 130, render: (_, row) => row.fieldName },
          { title: t('package.message', '问题'), render: (_, row) => <span className="wrap-any">{messageText(row.message)}</span> },
          { title: t('package.suggestion', '建议'), width: 200, render: (_, row) => <span className="wrap-any">{messageText(row.suggestion)}</span> },
        ]}
      />
    </>
  )
}

function SealDialog({ month, amendment, findings, onClose, onStarted }: { month: string; amendment: number; findings: readonly PackageFinding[] | null; onClose(): void; onStarted(jobId: string): void }) {
  const setting = useCall('setting.get', { key: 'package' }, { staleTimeMs: 60_000 }).data?.value as SettingValue<'package'> | undefined
  const [folder, setFolder] = useState<string | null>(null)
  const [problem, setProblem] = useState<string>()
  const seal = useWrite('package.seal', failure => { setProblem(failureText(failure)); return true })
  const errors = findings?.filter(finding => finding.level === '错误').length ?? 0
  const usual = setting?.folder || t('package.dataFolder', '程序数据目录的 packages 文件夹')
  async function choose(): Promise<void> {
    try {
      const chosen = await call('workstation.chooseFolder', { title: t('package.chooseTitle', '数据包保存到哪个文件夹') })
      if (chosen) setFolder(chosen)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      setProblem(failureText(error))
    }
  }
  async function go(): Promise<void> {
    if (seal.busy) return
    setProblem(undefined)
    const started = await seal.run({ month, ...(folder ? { folder } : {}) })
    if (started) onStarted(started.jobId)
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  return (
    <Dialog width={640} title={t('package.sealTitle', '生成 {{month}} 数据包', { month })} okText={<>{t('package.doSeal', '生成')} <kbd>F2</kbd></>} confirmLoading={seal.busy} onOk={() => void go()} onCancel={onClose}>
      <p>{amendment > 1 ? t('package.amendment', '本月第 {{seq}} 号包:只含上次之后新增和变化的记录,以前的包保留。', { seq: amendment }) : t('package.first', '本月第 1 号包。')}{t('package.backupFirst', '生成前会先备份数据库。')}</p>
      {findings === null ? <Alert className="form-alert" type="warning" showIcon title={t('package.notChecked', '还没有检查本月数据,建议先检查再生成。')} />
        : errors > 0 ? <Alert className="form-alert" type="warning" showIcon title={t('package.errorsKeptOut', '有 {{count}} 个错误,相关记录不会进入数据包。', { count: errors })} /> : null}
      <div className="folder-choice">
        <div><span className="field-label">{t('package.folder', '保存到')}</span><div className="wrap-any">{folder ?? usual}</div></div>
        <Button icon={<FolderOpenOutlined />} onClick={() => void choose()}>{t('package.choose', '另选文件夹')}</Button>
      </div>
      {problem ? <Alert className="form-alert" type="error" showIcon title={problem} /> : null}
    </Dialog>
  )
}

/** The command of the checking script for a sealed folder; in practice mode the recipient's private key lies beside the package. */
function verifyCommand({ folder, files }: Pick<Sealed, 'folder' | 'files'>): string {
  const fileOf = (ending: string): string | undefined => files.find(file => file.name.endsWith(ending))?.name
  const signer = fileOf('signer-public.pem') ?? 'signer-public.pem'
  const recipient = fileOf('PRACTICE-recipient-private.pem')
  return `bash verify-package.sh "${folder}" "${folder}/${signer}" ${recipient ? `"${folder}/${recipient}"` : 'recipient-private.pem'}`
}

function SealedView({ sealed }: { sealed: Sealed }) {
  const { message } = App.useApp()
  const packages = useCall('package.list', { limit: 50 })
  const keys = useCall('package.keys', null)
  const reveal = useWrite('package.reveal')
  const row = packages.data?.find(one => one.month === sealed.month && one.seq === sealed.seq)
  return (
    <>
      <Alert
        className="form-alert" type="success" showIcon title={t('package.sealed', '{{month}} 第 {{seq}} 号数据包已生成,{{records}} 条记录', { month: sealed.month, seq: sealed.seq, records: countText(sealed.records) })}
        description={sealed.keptOut > 0 ? t('package.keptOut', '{{count}} 条记录因有错误没有进入,更正后在下一号补充包中上报。', { count: sealed.keptOut }) : undefined}
        action={row ? <Button icon={<FolderOpenOutlined />} onClick={() => void reveal.run({ id: row.id }).catch(() => void message.error(t('failure.notFound', '没有找到这条记录,可能已被合并或作废,请返回后重新查找')))}>{t('package.openFolder', '打开文件夹')}</Button> : null}
      />
      <Descriptions
        className="facts" size="small" column={1} colon={false}
        items={[
          { key: 'folder', label: t('package.folder', '保存到'), children: <span className="wrap-any">{sealed.folder}</span> },
          { key: 'files', label: t('package.files', '文件'), children: <ul className="file-list">{sealed.files.map(file => <li key={file.name}><code>{file.name}</code> {bytesText(file.bytes)}</li>)}</ul> },
          { key: 'sm3', label: t('package.manifest', '清单 SM3'), children: <code className="wrap-any">{sealed.manifestSm3}</code> },
          { key: 'key', label: t('package.keyId', '签名公钥指纹'), children: <code className="fingerprint">{keys.data?.signingKeyId}</code> },
          { key: 'verify', label: t('package.verify', '如何验证'), children: <Verify sealed={sealed} /> },
        ]}
      />
    </>
  )
}

function Verify({ sealed }: { sealed: Sealed }) {
  return (
    <div>
      <p>{t('package.verifyText', '接收方只用 OpenSSL 3 就能验证和解开,不需要本程序。脚本 verify-package.sh 随程序提供(scripts 文件夹):')}</p>
      <pre className="command">{verifyCommand(sealed)}</pre>
    </div>
  )
}

const MODE: Readonly<Record<string, () => string>> = { F: () => t('package.modeF', '全量'), I: () => t('package.modeI', '增量'), C: () => t('package.modeC', '订正'), S: () => t('package.modeS', '补报') }

function Sent() {
  const packages = useCall('package.list', { limit: 100 })
  const reveal = useWrite('package.reveal')
  return (
    <Panel title={t('package.sent', '已生成的数据包')}>
      <Loaded of={packages}>
        {rows => rows.length === 0 ? <EmptyState text={t('package.noneSent', '还没有生成过数据包')} /> : (
          <DataTable<Package>
            rows={rows} rowKey="id" label={t('package.sent', '已生成的数据包')}
            columns={[
              { title: t('package.month', '月份'), width: 90, dataIndex: 'month' },
              { title: t('package.seq', '序号'), width: 120, render: (_, row) => (row.seq === 1 ? '1' : <>{row.seq} <Tag>{t('package.amendmentTag', '补充')}</Tag></>) },
              { title: t('package.mode', '方式'), width: 70, render: (_, row) => MODE[row.mode]?.() ?? row.mode },
              { title: t('package.file', '文件'), render: (_, row) => <code className="wrap-any">{row.fileName}</code> },
              { title: t('package.records', '记录数'), width: 80, align: 'right', render: (_, row) => countText(row.records) },
              { title: t('package.problems', '错误 / 警告'), width: 100, align: 'right', render: (_, row) => `${row.errors} / ${row.warnings}` },
              { title: t('package.createdAt', '生成时间'), width: 145, render: (_, row) => instantText(row.createdAt) },
              { title: t('package.createdBy', '生成人'), width: 100, dataIndex: 'createdByName' },
              { title: '', width: 60, render: (_, row) => <Button type="text" icon={<FolderOpenOutlined />} aria-label={t('package.openFolder', '打开文件夹')} onClick={() => void reveal.run({ id: row.id })} /> },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  )
}

function Keys() {
  const keys = useCall('package.keys', null)
  return (
    <Panel title={t('package.keys', '密钥')}>
      <Loaded of={keys}>
        {({ signingKeyId, signingPublicKeyPem, recipientKeyId }) => (
          <Descriptions
            className="facts" size="small" column={1} colon={false}
            items={[
              { key: 'own', label: t('package.ownKey', '本机构签名公钥'), children: signingKeyId
                ? <div><code className="fingerprint">{signingKeyId}</code> <span className="hint">{t('package.ownKeyText', '第一次上报前请用电话与省平台核对这个指纹;公钥文件 signer-public.pem 随每个数据包生成。')}</span><details><summary>{t('package.showKey', '显示公钥')}</summary><pre className="command">{signingPublicKeyPem}</pre></details></div>
                : <span className="hint">{t('package.noKeyYet', '第一次生成数据包时自动产生')}</span> },
              { key: 'recipient', label: t('package.recipientKey', '省平台公钥'), children: recipientKeyId
                ? <code className="fingerprint">{recipientKeyId}</code>
                : <span className="issue is-warn">{t('package.noRecipientKey', '还没有设置:请管理员在“设置—月度数据包”中粘贴省平台的 SM2 公钥')}</span> },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  )
}
