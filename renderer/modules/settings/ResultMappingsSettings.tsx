import { CopyOutlined } from '@ant-design/icons'
import { Button, Segmented, Space, Table } from 'antd'
import { useState } from 'react'
import { SERUM_UNIT } from '../../../domain/code/prenatal-record.ts'
import { MARKERS, type Marker } from '../../../domain/modules/prenatal/result.record.ts'
import { RESULT_VALUES, RESULT_VALUE_NAMES, type ResultMapping, type ResultMappings, type ResultValue } from '../../../domain/rule/prenatal/result-mappings.ts'
import { t } from '../../app/i18n.ts'
import { codeText, FieldGrid, LabelledInput, ListInput } from '../../kit/index.ts'
import { SettingForm, type SettingParts } from './SettingForm.tsx'
import { ListText, TextPart } from './parts.tsx'

const MOST = 40
const isMarker = (name: ResultValue): name is ResultValue & Marker => Object.hasOwn(MARKERS, name)

/** How the files of the laboratories are read: which heading holds which value, and in which unit. */
export function ResultMappingsSettings() {
  return (
    <SettingForm settingKey="prenatalResultMappings" note={t('resultMappings.note', '按签约实验室导出文件的标题行填写列名,几种写法用分号隔开。程序自带的是示例格式,不是任何实验室的公开格式;“条形码”一列必须有。')}>
      {parts => <Mappings {...parts} />}
    </SettingForm>
  )
}

function Mappings({ value: { mappings }, set, issues }: SettingParts<ResultMappings>) {
  const [shown, setShown] = useState(0)
  const at = Math.min(shown, mappings.length - 1)
  const mapping = mappings[at]!
  const change = (part: Partial<ResultMapping>): void => set({ mappings: mappings.map((one, index) => index === at ? { ...one, ...part } : one) })
  function copy(): void {
    const taken = new Set(mappings.map(({ id }) => id))
    const number = Array.from({ length: MOST }, (_, index) => index + 1).find(one => !taken.has(`own-${one}`)) ?? MOST
    set({ mappings: [...mappings, { ...mapping, id: `own-${number}`, title: t('resultMappings.own', '本院格式 {{number}}', { number }), source: t('resultMappings.ownSource', '按实验室的文件填写') }] })
    setShown(mappings.length)
  }
  const columns = (name: ResultValue, headings: string[]): void => {
    const { [name]: _before, ...others } = mapping.columns
    change({ columns: headings.length > 0 ? { ...others, [name]: headings } : others })
  }
  return (
    <>
      <Space wrap className="filters">
        <Segmented<number> aria-label={t('prenatal.resultFile.mapping.label', '文件格式')} value={at} onChange={setShown} options={mappings.map(({ title }, index) => ({ value: index, label: title }))} />
        <Button icon={<CopyOutlined />} disabled={mappings.length >= MOST} onClick={copy}>{t('resultMappings.copy', '照此新增一种')}</Button>
      </Space>
      <FieldGrid>
        <TextPart key={`title-${at}`} id="mapping-title" label={t('resultMappings.title', '格式名称')} span={4} value={mapping.title} maxLength={60} onChange={title => change({ title })} issues={issues(`mappings.${at}.title`)} />
        <TextPart key={`source-${at}`} id="mapping-source" label={t('riskFactor.source', '来源')} span={8} value={mapping.source} maxLength={300} onChange={source => change({ source })} issues={issues(`mappings.${at}.source`)} />
        <LabelledInput id="mapping-absent" label={t('resultMappings.absent', '表示没有做的写法')} span={12} issues={issues(`mappings.${at}.absent`)}><ListText key={at} id="mapping-absent" value={mapping.absent} onChange={absent => change({ absent })} /></LabelledInput>
        <LabelledInput id="mapping-ignored" label={t('resultMappings.ignored', '不含结果、不读的列')} span={12} issues={issues(`mappings.${at}.ignored`)}><ListText key={at} id="mapping-ignored" value={mapping.ignored} onChange={ignored => change({ ignored })} /></LabelledInput>
      </FieldGrid>
      <Table<{ name: ResultValue }>
        key={at} size="small" pagination={false} rowKey="name" dataSource={RESULT_VALUE_NAMES.map(name => ({ name }))}
        columns={[
          { title: t('resultMappings.value', '内容'), width: 180, render: (_, { name }) => <span lang="zh-CN">{RESULT_VALUES[name]}</span> },
          { title: t('resultMappings.headings', '文件里的列名'), render: (_, { name }) => <ListText id={`mapping-${name}`} label={RESULT_VALUES[name]} value={mapping.columns[name] ?? []} onChange={headings => columns(name, headings)} /> },
          { title: t('prenatalScreen.unit', '单位'), width: 150, render: (_, { name }) => isMarker(name) ? <ListInput id={`mapping-${name}-unit`} label={`${RESULT_VALUES[name]} ${t('prenatalScreen.unit', '单位')}`} value={mapping.units[name] ?? null} choices={MARKERS[name].units.map(unit => ({ value: unit, label: codeText(SERUM_UNIT, unit) }))} onChange={unit => change({ units: { ...mapping.units, [name]: (unit ?? undefined) as never } })} /> : null },
        ]}
      />
    </>
  )
}
