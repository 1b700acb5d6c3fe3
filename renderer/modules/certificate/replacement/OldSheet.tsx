import { Descriptions, Tag } from 'antd'
import { Link } from 'react-router'
import { ISSUE_TYPE } from '../../../../domain/code/certificate.ts'
import { SEX } from '../../../../domain/code/sex.ts'
import { PRINT_VALUE_TITLES } from '../../../../domain/print/certificate-value-titles.ts'
import { useCall } from '../../../api/useCall.ts'
import { minuteText } from '../../../app/format.ts'
import { t } from '../../../app/i18n.ts'
import { codeText, Loaded, Panel } from '../../../kit/index.ts'
import type { Assessment, Prepared } from './replacement-text.ts'

/** Words of the sheet in the order people compare them; the rest is in the archive PDF. */
const SHOWN_VALUES = ['babyName', 'babySex', 'weightG', 'lengthCm', 'mName', 'mIdNo', 'mAddr', 'fName', 'fIdNo', 'fAddr'] as const

/** The mark every certificate carries that was entered afterwards from a paper archive (遗留问题补录). */
export function BackEntered() {
  return <Tag color="warning" className="back-entered">{t('replace.backEntered', '补录')}</Tag>
}

/** The old certificate beside the work: what stood on it, who took it, how often it was re-issued, and what will be different. */
export function OldSheet({ prepared, assessment }: { prepared: Prepared; assessment: Assessment }) {
  const { old, backEntered, state } = prepared
  // While its sheet is on the way the child's page leads here.
  const isOnItsWay = state === 'approved' || state === 'printing'
  const dash = <span className="no-value">—</span>
  return (
    <Panel title={t('replace.old', '原证')} extra={isOnItsWay ? null : <Link to={`/certificate/${old.newbornId}`}>{t('replace.openChild', '打开新生儿')}</Link>}>
      <Descriptions
        className="facts" size="small" column={1} colon={false}
        items={[
          { key: 'number', label: t('desk.number', '证明编号'), children: <><b className="number">{old.number}</b>{backEntered ? <BackEntered /> : null}</> },
          { key: 'type', label: t('done.type', '签发类型'), children: codeText(ISSUE_TYPE, old.issueType) },
          { key: 'day', label: t('done.day', '签发日期'), children: old.issueDay },
          { key: 'child', label: t('desk.child', '新生儿'), children: <b className="wrap-any">{old.babyName ?? dash}</b> },
          { key: 'sex', label: t('facts.sex', '性别'), children: codeText(SEX, old.babySex) },
          { key: 'bornAt', label: t('facts.bornAt', '出生时间'), children: minuteText(old.bornAt) },
          { key: 'mother', label: t('facts.mother', '母亲'), children: <span className="wrap-any">{old.motherName ?? dash}</span> },
          { key: 'collector', label: t('done.collector', '领证人'), children: <span className="wrap-any">{old.collectorName ?? dash}</span> },
          { key: 'collected', label: t('done.collected', '领证时间'), children: minuteText(old.collectedAt) || dash },
          { key: 'earlier', label: t('replace.earlier', '以前补发'), children: <span className={assessment.earlierReissues > 0 ? 'issue is-warn' : undefined}>{t('replace.times', '{{count}} 次', { count: assessment.earlierReissues })}</span> },
        ]}
      />
      <OldValues certificateId={old.id} differences={assessment.differences} />
    </Panel>
  )
}

function OldValues({ certificateId, differences }: { certificateId: string; differences: Assessment['differences'] }) {
  const stored = useCall('certificate.get', { id: certificateId }, { staleTimeMs: 60_000 })
  return (
    <Loaded of={stored}>
      {({ printedValues }) => {
        const printed = readPrinted(printedValues)
        // Without the right to see numbers in full the words of the sheet are not sent at all.
        if (Object.keys(printed).length === 0) return <p className="hint">{t('replace.noPrinted', '没有查看完整证件号码的权限,不显示原证打印内容')}</p>
        const names = [...SHOWN_VALUES, ...differences.map(one => one.value)].filter((name, index, all) => all.indexOf(name) === index)
        return (
          <>
            <h3 className="hint">{t('replace.stoodOnIt', '原证上印的内容')}</h3>
            <table className="old-values">
              <tbody>
                {names.map(name => {
                  const change = differences.find(one => one.value === name)
                  return (
                    <tr key={name}>
                      <th scope="row">{valueTitle(name)}</th>
                      <td>{change ? <><del>{change.before || '—'}</del> <ins>{change.after || '—'}</ins></> : printed[name] || '—'}</td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </>
        )
      }}
    </Loaded>
  )
}

/** The title of a printed word in the language of the screen. */
export const valueTitle = (name: string): string => t(`printValue.${name}`, PRINT_VALUE_TITLES[name] ?? name)

function readPrinted(json: string): Readonly<Record<string, string>> {
  const read: unknown = JSON.parse(json)
  if (typeof read !== 'object' || read === null) return {}
  return Object.fromEntries(Object.entries(read).map(([name, value]) => [name, typeof value === 'string' ? value : typeof value === 'object' && value !== null && 'repeat' in value ? `${String(value.repeat)}…` : '']))
}

/** Field by field, what the old sheet says and what the new one will say. */
export function DifferenceTable({ differences }: { differences: Assessment['differences'] }) {
  return (
    <table className="difference-table">
      <thead><tr><th scope="col">{t('seal.item', '项目')}</th><th scope="col">{t('replace.onOld', '原证')}</th><th scope="col">{t('replace.onNew', '新证')}</th></tr></thead>
      <tbody>
        {differences.map(({ value, before, after }) => <tr key={value}><th scope="row">{valueTitle(value)}</th><td className="is-before">{before || '—'}</td><td className="is-after">{after || '—'}</td></tr>)}
      </tbody>
    </table>
  )
}
