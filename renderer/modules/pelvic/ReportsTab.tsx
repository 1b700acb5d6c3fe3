export default function ReportsTab() {
  return null
}
