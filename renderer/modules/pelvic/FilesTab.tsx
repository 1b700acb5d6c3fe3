export default function FilesTab() {
  return null
}
