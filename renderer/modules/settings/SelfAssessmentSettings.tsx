import { PlusOutlined, PrinterOutlined } from '@ant-design/icons'
import { Alert, Button, Space, Table } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { SelfAssessment } from '../../../domain/modules/pelvic/self-assessment.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { FieldGrid, Issues, NumberInput, TextInput, useShortcut } from '../../kit/index.ts'
import { TextPart } from './parts.tsx'
import { SettingForm, type SettingParts } from './SettingForm.tsx'

type Item = SelfAssessment['items'][number]
const MOST = 200

/** 建设自评 of the pelvic clinic: an empty table for the hospital that holds the real standard. */
export function SelfAssessmentSettings() {
  return <SettingForm settingKey="pelvicSelfAssessment" note={t('pelvicSelf.note', '按本院拿到的标准逐条填写;修改留有记录。')}>{parts => <Items {...parts} />}</SettingForm>
}

function Items({ value, saved, set, issues }: SettingParts<SelfAssessment>) {
  const navigate = useNavigate()
  const { source, items } = value
  // What is printed is what is saved.
  const isSaved = JSON.stringify(value) === JSON.stringify(saved)
  const print = (): void => void navigate('/pelvic/self-assessment/print')
  const mayPrint = useMay('pelvic.read')
  useShortcut(['Ctrl+P'], print, { enabled: isSaved && mayPrint })
  const change = (at: number, part: Partial<Item>): void => set({ items: items.map((one, index) => index === at ? { ...one, ...part } : one) })
  const cell = (at: number, name: keyof Item, input: (status: 'error' | undefined) => ReactNode) => {
    const found = issues(`items.${at}.${name}`)
    return <>{input(found.length > 0 ? 'error' : undefined)}<Issues issues={found} /></>
  }
  const textCell = (name: 'item' | 'requirement' | 'evidence', label: string, lines = 1) => ({
    title: label, ...(name === 'item' ? { width: 160 } : {}), render: (_: unknown, item: Item & { at: number }) => cell(item.at, name, status => <TextInput id={`self-${item.at}-${name}`} label={`${label} ${item.at + 1}`} lines={lines} value={item[name]} status={status} onChange={next => change(item.at, { [name]: next ?? '' })} />),
  })
  const total = items.reduce((sum, { score }) => sum + (score ?? 0), 0)
  return (
    <>
      <Alert className="form-alert" type="info" showIcon title={t('pelvicSelf.noStandard', '没有取得省级盆底专科规范化建设标准的文本,程序不预填条目,填写的内容也不代表符合该标准。')} />
      <FieldGrid><TextPart id="self-source" label={t('pelvicSelf.source', '所依据的标准(名称、文号、日期)')} span={12} value={source} maxLength={200} onChange={next => set({ source: next })} issues={issues('source')} /></FieldGrid>
      <Table<Item & { at: number }>
        size="small" pagination={false} rowKey="at" dataSource={items.map((one, at) => ({ ...one, at }))} locale={{ emptyText: t('pelvicSelf.empty', '还没有条目') }}
        columns={[
          textCell('item', t('pelvicSelf.item', '条目')), textCell('requirement', t('pelvicSelf.requirement', '要求'), 2), textCell('evidence', t('pelvicSelf.evidence', '依据或材料'), 2),
          { title: t('pelvicSelf.score', '得分'), width: 110, render: (_, { at, score }) => cell(at, 'score', status => <NumberInput id={`self-${at}-score`} label={`${t('pelvicSelf.score', '得分')} ${at + 1}`} decimals={1} value={score} status={status} onChange={next => change(at, { score: next })} />) },
          { title: '', width: 80, render: (_, { at }) => <Button size="small" danger onClick={() => set({ items: items.filter((_one, index) => index !== at) })}>{t('pelvicSelf.remove', '删除')}</Button> },
        ]}
      />
      <p className="field-help">{t('pelvicSelf.total', '合计 {{total}} 分', { total: Number(total.toFixed(1)) })}</p>
      <div><Space>
        <Button icon={<PlusOutlined />} disabled={items.length >= MOST} onClick={() => set({ items: [...items, { item: '', requirement: '', evidence: '', score: null }] })}>{t('pelvicSelf.add', '新增条目')}</Button>
        {mayPrint ? <Button icon={<PrinterOutlined />} disabled={!isSaved} onClick={print}>{t('childPaper.print', '打印')} <kbd>Ctrl+P</kbd></Button> : null}
      </Space></div>
    </>
  )
}
