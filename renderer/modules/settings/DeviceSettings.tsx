import { Alert, App, Button, ConfigProvider, Input, Select, Space, Tag } from 'antd'
import { useRef, useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { CARD_FIELDS, type CardField, DeviceSettings as Schema, type DeviceSettings as Devices, READER_PRESETS } from '../../../domain/device/device-settings.ts'
import { DEVICE_MAPPING_IDS, DEVICE_MAPPINGS } from '../../../domain/rule/eye/device-mappings.ts'
import { createScanRecogniser, SCAN_SUFFIXES, type ScanSuffix } from '../../../domain/device/scan-recogniser.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { issueText, messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { FlagInput, FieldGrid, FormArea, LabelledInput, Loaded, Panel, useShortcut } from '../../kit/index.ts'
import '../../kit/device.css'
import { FolderPart, NumberPart, TextPart } from './parts.tsx'

/** 外接设备 of this workstation: scanner, ID card reader, the parent's screen, folders of eye instruments. */
export function DeviceSettings() {
  const settings = useCall('device.settings', null)
  return <Loaded of={settings}>{value => <Editor key={JSON.stringify(value)} initial={value} />}</Loaded>
}

type Part = { value: Devices; set(change: Partial<Devices>): void; isWrong(path: string): boolean }

function Editor({ initial }: { initial: Devices }) {
  const { message } = App.useApp()
  const mayWrite = useMay('settings.write')
  const [value, setValue] = useState(initial)
  const [wrong, setWrong] = useState<readonly string[]>([])
  const save = useWrite('device.saveSettings')
  const isDirty = JSON.stringify(value) !== JSON.stringify(initial)
  async function submit(): Promise<void> {
    const parsed = Schema.safeParse(value)
    if (!parsed.success) { setWrong(parsed.error.issues.map(issue => issue.path.join('.'))); return }
    setWrong([])
    if (await save.run(parsed.data) !== undefined) void message.success(t('setting.saved', '已保存'))
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void submit(), { enabled: mayWrite })
  const part: Part = { value, set: change => setValue({ ...value, ...change }), isWrong: path => wrong.includes(path) }
  return (
    <ConfigProvider componentDisabled={!mayWrite}>
      <FormArea>
        <Alert className="form-alert" type="info" showIcon title={t('device.note', '这些设置只属于这台电脑,换一台电脑要另外设置。')} />
        {wrong.length > 0 ? <Alert className="form-alert" type="error" showIcon title={t('device.wrong', '有 {{count}} 处填写有误或超出范围,请检查标红的项', { count: wrong.length })} /> : null}
        <ScannerPart {...part} />
        <ReaderPart {...part} />
        <ScreenPart {...part} isSaved={!isDirty} />
        <EyeFoldersPart {...part} />
        <PelvicFolderPart {...part} />
        {mayWrite ? (
          <Space className="form-buttons sticky-buttons">
            <Button type="primary" data-save disabled={!isDirty} loading={save.busy} onClick={() => void submit()}>{t('form.save', '保存')} <kbd>F2</kbd></Button>
            <Button disabled={!isDirty} onClick={() => { setValue(initial); setWrong([]) }}>{t('setting.undo', '恢复原值')}</Button>
          </Space>
        ) : <p className="field-help">{t('setting.readOnly', '只能查看,修改请联系系统管理员')}</p>}
      </FormArea>
    </ConfigProvider>
  )
}

const numberIssue = (isWrong: boolean) => (isWrong ? [{ path: '', level: 'block' as const, message: { key: 'setting.fieldWrong', zh: '填写有误或超出范围,请检查' } }] : [])

function ScannerPart({ value, set, isWrong }: Part) {
  const { scanner } = value
  const change = (part: Partial<Devices['scanner']>) => set({ scanner: { ...scanner, ...part } })
  const suffixText = (suffix: ScanSuffix): string => ({ enter: () => t('device.enter', '回车'), tab: () => 'Tab', either: () => t('device.either', '回车或 Tab'), none: () => t('device.noSuffix', '没有') } satisfies Record<ScanSuffix, () => string>)[suffix]()
  return (
    <Panel title={t('device.scanner', '条码扫描枪(键盘方式)')}>
      <FieldGrid>
        <NumberPart id="scanner-gap" span={2} label={t('device.gap', '按键最大间隔')} unit="ms" value={scanner.maxGapMs} onChange={maxGapMs => change({ maxGapMs })} issues={numberIssue(isWrong('scanner.maxGapMs'))} />
        <NumberPart id="scanner-length" span={2} label={t('device.minLength', '最短长度')} unit={t('unit.characters', '位')} value={scanner.minLength} onChange={minLength => change({ minLength })} issues={numberIssue(isWrong('scanner.minLength'))} />
        <LabelledInput id="scanner-suffix" span={2} label={t('device.suffix', '结尾键')}>
          <Select<ScanSuffix> id="scanner-suffix" className="list-input" value={scanner.suffix} options={SCAN_SUFFIXES.map(suffix => ({ value: suffix, label: suffixText(suffix) }))} onChange={suffix => change({ suffix })} />
        </LabelledInput>
        <TextPart id="scanner-prefix" span={2} label={t('device.prefix', '前缀(可空)')} value={scanner.prefix} maxLength={5} onChange={prefix => change({ prefix })} />
        <NumberPart id="scanner-repeat" span={4} label={t('device.repeat', '多久内重复扫同一码只算一次')} unit="ms" value={scanner.repeatMs} onChange={repeatMs => change({ repeatMs })} issues={numberIssue(isWrong('scanner.repeatMs'))} />
      </FieldGrid>
      <ScanTrial scanner={scanner} />
    </Panel>
  )
}

/** A pause longer than this begins a new trial. */
const NEW_TRIAL_MS = 1500

/** Scan here: shows the pauses as they were measured, and whether these settings would have taken it for a scan. */
function ScanTrial({ scanner }: { scanner: Devices['scanner'] }) {
  const [typed, setTyped] = useState('')
  const [gaps, setGaps] = useState<readonly number[]>([])
  const [result, setResult] = useState<string | null>(null)
  const trial = useRef({ lastMs: Number.NEGATIVE_INFINITY, recogniser: createScanRecogniser(scanner), made: scanner })
  const slowest = gaps.length > 0 ? Math.max(...gaps) : null
  return (
    <div className="device-fields" data-enter="own">
      <LabelledInput id="scan-trial" label={t('device.trial', '试扫:把光标放在这里,扫一张证件的条码,再用手输入同样的编号比较')} span={12}>
        <Input
          id="scan-trial" data-scan="own" value={typed} autoComplete="off" spellCheck={false} maxLength={80} onChange={event => setTyped(event.target.value)}
          onKeyDown={event => {
            const { nativeEvent: key } = event
            const now = trial.current
            if (JSON.stringify(now.made) !== JSON.stringify(scanner)) { now.made = scanner; now.recogniser = createScanRecogniser(scanner) }
            const gapMs = key.timeStamp - now.lastMs
            now.lastMs = key.timeStamp
            if (key.code.startsWith('Shift')) return
            if (gapMs > NEW_TRIAL_MS) { setGaps([]); setResult(null); setTyped('') } else setGaps(before => [...before.slice(-39), Math.round(gapMs)])
            const step = now.recogniser.push({ code: key.code, key: key.key, timeMs: key.timeStamp, isComposing: key.isComposing, shift: key.shiftKey, repeat: key.repeat, command: key.ctrlKey || key.altKey || key.metaKey })
            if (step.kind === 'scan') setResult(step.text)
            // The trial keeps the field: Enter and Tab of the scanner go nowhere.
            if ((key.key === 'Enter' || key.code === 'Tab') && gapMs <= NEW_TRIAL_MS && !key.shiftKey) { event.preventDefault(); event.stopPropagation() }
          }}
        />
      </LabelledInput>
      <div className="scan-trial" role="status">
        {gaps.map((gap, index) => <span key={index} className={gap > scanner.maxGapMs ? 'is-slow' : undefined}>{gap}</span>)}
        {slowest === null ? null : <b>{result !== null ? t('device.isScan', '识别为扫描:{{text}},最大间隔 {{slowest}} 毫秒', { text: result, slowest }) : t('device.isTyping', '识别为手工输入,最大间隔 {{slowest}} 毫秒', { slowest })}</b>}
      </div>
    </div>
  )
}

type TestAnswer = Output<'device.testReader'>

function ReaderPart({ value, set, isWrong }: Part) {
  const { reader } = value
  const [answer, setAnswer] = useState<TestAnswer | null>(null)
  const test = useWrite('device.testReader')
  const change = (part: Partial<Devices['reader']>) => set({ reader: { ...reader, ...part } })
  const presetText: Readonly<Record<string, string>> = {
    none: t('device.noReader', '没有阅读器'), http38088: t('device.http38088', '本机 HTTP 服务(38088 端口,/card=idcard)'), ws38088: t('device.ws38088', '本机 WebSocket 服务(38088 端口,read_idcard)'), wsPush: t('device.wsPush', '本机 WebSocket 服务(放卡即推送)'),
  }
  const fieldText = (field: CardField): string => ({
    name: () => t('card.fields.name', '姓名'), sex: () => t('card.fields.sex', '性别'), ethnicGroup: () => t('card.fields.ethnicGroup', '民族'), birthDay: () => t('card.fields.birthDay', '出生'), address: () => t('card.fields.address', '住址'),
    idNumber: () => t('card.fields.idNumber', '公民身份号码'), issuer: () => t('card.fields.issuer', '签发机关'), validFrom: () => t('card.fields.validFrom', '有效期起'), validTo: () => t('card.fields.validTo', '有效期止'), photo: () => t('card.fields.photo', '照片'),
  } satisfies Record<CardField, () => string>)[field]()
  const off = reader.kind === 'none'
  return (
    <Panel title={t('device.reader', '第二代居民身份证阅读器')} extra={<Button size="small" disabled={off} loading={test.busy} onClick={() => { setAnswer(null); void test.run({ reader }).then(given => setAnswer(given ?? null)) }}>{t('device.test', '测试')}</Button>}>
      <p className="field-help">{t('device.readerNote', '阅读器由厂家的本机读卡服务连接,程序只连接本机(127.0.0.1)。下面的预设按公开资料整理,未逐台验证;请放一张身份证后按“测试”。')}</p>
      <FieldGrid>
        <LabelledInput id="reader-preset" span={4} label={t('device.preset', '连接方式')}>
          <Select<string> id="reader-preset" className="list-input" value={off ? 'none' : reader.preset} options={['none', ...Object.keys(READER_PRESETS)].map(name => ({ value: name, label: presetText[name] ?? name }))}
            onChange={name => { setAnswer(null); set({ reader: READER_PRESETS[name] ?? { ...reader, kind: 'none' } }) }} />
        </LabelledInput>
        {off ? null : (
          <>
            <NumberPart id="reader-port" span={2} label={t('device.port', '端口')} value={reader.port} onChange={port => change({ port })} issues={numberIssue(isWrong('reader.port'))} />
            <TextPart id="reader-path" span={3} label={t('device.path', '路径')} value={reader.path} maxLength={200} onChange={path => change({ path })} issues={numberIssue(isWrong('reader.path'))} />
            <NumberPart id="reader-timeout" span={3} label={t('device.timeout', '最长等待')} unit={t('unit.seconds', '秒')} value={reader.timeoutMs / 1000} onChange={seconds => change({ timeoutMs: Math.round(seconds * 1000) })} issues={numberIssue(isWrong('reader.timeoutMs'))} />
            <TextPart id="reader-request" span={6} label={t('device.request', '请求内容')} value={reader.request} maxLength={2000} onChange={request => change({ request })} />
            <TextPart id="reader-success-path" span={2} label={t('device.successPath', '成功标志')} value={reader.success.path} maxLength={120} onChange={path => change({ success: { ...reader.success, path } })} issues={numberIssue(isWrong('reader.success.path'))} />
            <TextPart id="reader-success" span={2} label={t('device.successValue', '成功时的值')} value={reader.success.equals} maxLength={60} onChange={equals => change({ success: { ...reader.success, equals } })} />
            <TextPart id="reader-reason" span={2} label={t('device.reason', '原因字段')} value={reader.reason} maxLength={120} onChange={reason => change({ reason })} />
            {CARD_FIELDS.map(field => (
              <TextPart key={field} id={`reader-field-${field}`} span={3} label={fieldText(field)} value={reader.fields[field]} maxLength={120} onChange={path => change({ fields: { ...reader.fields, [field]: path } })} issues={numberIssue(isWrong(`reader.fields.${field}`))} />
            ))}
          </>
        )}
      </FieldGrid>
      {answer?.outcome === 'failed' ? <Alert className="form-alert device-fields" type="error" showIcon title={messageText(answer.message)} /> : null}
      {answer?.outcome === 'read' ? (
        <Alert
          className="form-alert device-fields" type={answer.missing.length > 0 ? 'warning' : 'success'} showIcon title={t('device.testRead', '读卡成功,用时 {{ms}} 毫秒', { ms: answer.tookMs })}
          description={<>
            {answer.found.map(field => <Tag key={field} color="green">{fieldText(field as CardField)}</Tag>)}{answer.missing.map(field => <Tag key={field}>{t('device.missing', '没有{{field}}', { field: fieldText(field as CardField) })}</Tag>)}
            {answer.issues.map(issue => <div key={issue.message.key}>{issueText(issue)}</div>)}
          </>}
        />
      ) : null}
    </Panel>
  )
}

function ScreenPart({ value, set, isSaved }: Part & { isSaved: boolean }) {
  const { secondScreen } = value
  const state = useCall('device.screenState', null)
  const open = useWrite('device.openScreen')
  const change = (part: Partial<Devices['secondScreen']>) => set({ secondScreen: { ...secondScreen, ...part } })
  const isOpen = state.data?.open ?? false
  return (
    <Panel
      title={t('device.screen', '家长副屏')}
      extra={<Button size="small" loading={open.busy} disabled={secondScreen.mode === 'off' || !isSaved} onClick={() => void open.run({ open: !isOpen })}>{isOpen ? t('device.closeScreen', '关闭副屏') : t('device.openScreen', '打开副屏')}</Button>}
    >
      <p className="field-help">{t('device.screenNote', '打印前请家长在副屏上核对六项内容。这台电脑现有 {{count}} 个显示器。', { count: state.data?.displays ?? 1 })}</p>
      <FieldGrid>
        <LabelledInput id="screen-mode" span={4} label={t('device.screenMode', '显示在')}>
          <Select<Devices['secondScreen']['mode']> id="screen-mode" className="list-input" value={secondScreen.mode} onChange={mode => change({ mode })}
            options={[{ value: 'off', label: t('device.screenOff', '不使用') }, { value: 'display', label: t('device.screenDisplay', '第二个显示器(全屏)') }, { value: 'window', label: t('device.screenWindow', '普通窗口(练习用)') }]} />
        </LabelledInput>
        <LabelledInput id="screen-full" span={4} label={t('device.fullNumbers', '显示完整证件号码(否则中间隐藏)')}><FlagInput id="screen-full" required value={secondScreen.fullNumbers} onChange={answer => change({ fullNumbers: answer === true })} /></LabelledInput>
        <LabelledInput id="screen-start" span={4} label={t('device.openAtStart', '登录后自动打开')}><FlagInput id="screen-start" required value={secondScreen.openAtStart} onChange={answer => change({ openAtStart: answer === true })} /></LabelledInput>
      </FieldGrid>
    </Panel>
  )
}

/** Where the instruments of the pelvic clinic write their reports. */
function PelvicFolderPart({ value: { pelvicReports }, set, isWrong }: Part) {
  return (
    <Panel title={t('device.pelvicReports', '盆底仪器的报告文件夹')}>
      <p className="field-help">{t('device.pelvicReportsNote', '打开盆底专科的“设备报告”时,每 5 秒看一次这个文件夹,读入写完的新报告;文件不移动、不删除。不用的留空。')}</p>
      <FieldGrid><FolderPart id="pelvic-folder" span={12} label={t('device.folder', '文件夹')} value={pelvicReports.folder} onChange={folder => set({ pelvicReports: { folder } })} issues={numberIssue(isWrong('pelvicReports') || isWrong('pelvicReports.folder'))} /></FieldGrid>
    </Panel>
  )
}

/** Where each instrument of the eye clinic writes its results; the pages of the clinic look there while they are open. */
function EyeFoldersPart({ value: { eyeFolders }, set, isWrong }: Part) {
  return (
    <Panel title={t('device.eyeFolders', '眼科仪器的结果文件夹')}>
      <p className="field-help">{t('device.eyeFoldersNote', '打开“仪器结果”“集体检查”或一次眼保健检查时,每 5 秒看一次这些文件夹,读入写完的新文件;文件夹里的文件不移动、不删除。每种仪器用自己的文件夹,写完整路径;不用的留空。')}</p>
      <FieldGrid>
        {DEVICE_MAPPING_IDS.map(id => <FolderPart key={id} id={`eye-folder-${id}`} span={12} label={DEVICE_MAPPINGS[id].title} value={eyeFolders[id]} onChange={folder => set({ eyeFolders: { ...eyeFolders, [id]: folder } })} issues={numberIssue(isWrong('eyeFolders') || isWrong(`eyeFolders.${id}`))} />)}
      </FieldGrid>
    </Panel>
  )
}
