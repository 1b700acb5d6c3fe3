import { Alert, Checkbox, Descriptions, InputNumber, Select } from 'antd'
import type { Output } from '../../../domain/api/api.ts'
import { LIST_FIELD_LABEL, LIST_FIELDS, type ListMapping, proposeMapping } from '../../../domain/modules/reconciliation/list-columns.ts'
import { countText } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { DayInput, FieldGrid, FormArea, LabelledInput } from '../../kit/index.ts'

export type ChosenList = NonNullable<Output<'reconcile.choose'>>
export type Choices = { headingRow: number; mapping: ListMapping; firstDay: string | null; lastDay: string | null; ownOnly: boolean }

/** A column as people name it: its letter in a spreadsheet. */
function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter
}

/** What each column of the chosen list means, as proposed and as the user corrects it. */
export function MappingPanel({ list, choices, disabled, onChange }: { list: ChosenList; choices: Choices; disabled: boolean; onChange(change: Partial<Choices>): void }) {
  const headings = list.rows[choices.headingRow] ?? []
  const first = list.rows[choices.headingRow + 1] ?? []
  const options = headings.map((heading, index) => ({
    value: index, label: `${columnLetter(index)} ${heading || t('reconcile.noHeading', '(无标题)')}${first[index] ? ` · ${first[index]}` : ''}`,
  }))
  return (
    <FormArea>
      <Descriptions
        className="facts" size="small" column={3} colon={false}
        items={[
          { key: 'file', label: t('reconcile.file', '名单'), children: <span className="wrap-any strong">{list.fileName}</span> },
          { key: 'encoding', label: t('reconcile.encoding', '格式'), children: list.encoding },
          { key: 'rows', label: t('reconcile.rows', '行数'), children: countText(Math.max(0, list.rowCount - choices.headingRow - 1)) },
        ]}
      />
      {choices.mapping.number === undefined ? <Alert className="form-alert" type="warning" showIcon title={t('reconcile.noNumberColumn', '请指明哪一列是出生医学证明编号:名单只按编号核对。')} /> : null}
      <FieldGrid>
        {LIST_FIELDS.map(field => (
          <LabelledInput key={field} id={`reconcile-${field}`} label={messageText(LIST_FIELD_LABEL[field])} required={field === 'number'}>
            <Select<number>
              id={`reconcile-${field}`} className="list-input" allowClear disabled={disabled} value={choices.mapping[field] ?? null} placeholder={t('reconcile.notCompared', '不核对')} popupMatchSelectWidth={360} showSearch={{ optionFilterProp: 'label' }} options={options}
              onChange={(index?: number) => {
                const { [field]: _old, ...others } = choices.mapping
                onChange({ mapping: index === undefined ? others : { ...others, [field]: index } })
              }}
            />
          </LabelledInput>
        ))}
        <LabelledInput id="reconcile-heading" label={t('reconcile.headingRow', '标题在第几行')}>
          <InputNumber
            id="reconcile-heading" min={1} max={Math.max(1, list.rows.length - 1)} precision={0} disabled={disabled} value={choices.headingRow + 1}
            onChange={row => { if (row) onChange({ headingRow: row - 1, mapping: proposeMapping(list.rows[row - 1] ?? [], list.remembered) }) }}
          />
        </LabelledInput>
        <LabelledInput id="reconcile-first" label={t('reconcile.firstDay', '本院签发日期从')}><DayInput id="reconcile-first" value={choices.firstDay} onChange={firstDay => onChange({ firstDay })} /></LabelledInput>
        <LabelledInput id="reconcile-last" label={t('reconcile.lastDay', '到')}><DayInput id="reconcile-last" value={choices.lastDay} onChange={lastDay => onChange({ lastDay })} /></LabelledInput>
        <div className="field" style={{ gridColumn: 'span 12' }}>
          <Checkbox id="reconcile-own" disabled={disabled} checked={choices.ownOnly} onChange={event => onChange({ ownOnly: event.target.checked })}>{t('reconcile.ownOnly', '名单里有多家机构:签发机构不是本院、编号也不是本院的行不算差异,只计数')}</Checkbox>
          <div className="hint">{t('reconcile.periodHint', '日期留空时,以名单中最早和最晚的签发日期为准;只用来找出“仅本院有”的证明。')}</div>
        </div>
      </FieldGrid>
    </FormArea>
  )
}
