// What this browser remembers: one small word, kept for a year, sent to this server only.

export default function ({ data }) {
  const value = encodeURIComponent(data.value);
  const age = data.value ? 31536000 : 0;
  document.cookie = `${data.name}=${value}; path=/; max-age=${age}; samesite=strict`;
}
