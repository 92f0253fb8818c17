// What people call the browser and the system that a User-Agent header names.

const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/(Chrome|CriOS)\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

export function browserOf(agent: string) {
  const first = (list: typeof browsers) => list.find(([pattern]) => pattern.test(agent))?.[1];
  const parts = [first(browsers), first(systems)].filter(Boolean);
  return parts.length ? parts.join(", ") : agent.slice(0, 60);
}
