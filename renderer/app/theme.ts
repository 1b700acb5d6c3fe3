import type { ThemeConfig } from 'antd'

/** antd's own look; only darker greys, since pale ones are not readable on the old screens of a front desk. */
export const THEME: ThemeConfig = {
  token: {
    fontFamily: `-apple-system, 'Segoe UI', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif`,
    colorPrimary: '#0958d9', colorTextDescription: 'rgba(0, 0, 0, .65)', colorTextPlaceholder: 'rgba(0, 0, 0, .6)', colorTextTertiary: 'rgba(0, 0, 0, .65)', colorError: '#cf1322', colorLink: '#0958d9', colorSuccess: '#237804', colorWarning: '#874d00', colorInfo: '#0958d9', motion: false,
    // antd makes its pale grounds from these colours; from the darker ones they would be muddy.
    colorSuccessBg: '#f6ffed', colorSuccessBorder: '#b7eb8f', colorWarningBg: '#fffbe6', colorWarningBorder: '#ffe58f', colorErrorBg: '#fff1f0', colorErrorBorder: '#ffa39e', colorInfoBg: '#e6f4ff', colorInfoBorder: '#91caff',
  },
  components: { Table: { cellPaddingBlockSM: 6, cellPaddingInlineSM: 8 }, Menu: { itemHeight: 36 } },
}
