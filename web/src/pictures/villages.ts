/** The drawn headers of the villages: wide 1440 × 560, small 720 × 360 for cards and phones. */
export interface VillageScene {
  wide: string
  small: string
  /** What can be seen, in Chinese. */
  alt: string
  /** The colour to show while it loads. */
  color: string
}

const files = import.meta.glob<string>('./villages/*.webp', { eager: true, import: 'default', query: '?url' })

/** Drawings by the village's twelve-digit code. */
const drawn: Record<string, { name: string; alt: string; color: string }> = {
  '500155130200': { name: 'guixiang', alt: '桂香村：油菜花边的一排中蜂蜂箱', color: '#bac28c' },
  '500155201202': { name: 'changtang', alt: '长塘村：金黄的高山稻田与屋顶光伏', color: '#bcb87e' },
  '500155129001': { name: 'xiaoshan', alt: '小山社区：群山环抱的黑天池', color: '#a3b99a' },
  '500155123207': { name: 'miaoba', alt: '庙坝村：挂满果的梁平柚果园', color: '#9baf81' },
  '500155108202': { name: 'qingqiao', alt: '青桥村：花椒山坡与晾晒的红花椒', color: '#b2ae80' },
  '500155122201': { name: 'sanxin', alt: '三新村：麻竹林边吃草的山羊', color: '#9fb788' },
  '500155127208': { name: 'jubao', alt: '聚宝村：农产品展销中心前的摊位', color: '#b2b597' },
  '500155125202': { name: 'laolin', alt: '老林村：山溪边挂灯笼的民宿', color: '#adb085' },
  '500155126203': { name: 'gaodu', alt: '高都村：屋顶和坡地上的光伏板', color: '#9aae98' },
  '500155121201': { name: 'licheng', alt: '里程村：果林、蜂箱与屋顶光伏', color: '#b3b57c' },
  '500155123205': { name: 'daxing', alt: '大兴村：院坝里堆着的老南瓜和待发的纸箱', color: '#b6b996' },
}

const generic = { name: 'generic', alt: '群山、梯田与村舍', color: '#a3b68b' }

/** The scene of the village with this code; the villages without their own share one. */
export function villageScene(code: string): VillageScene {
  const { name, alt, color } = drawn[code] ?? generic
  return { wide: url(name), small: url(`${name}-s`), alt, color }
}

function url(name: string): string {
  const file = files[`./villages/${name}.webp`]
  if (!file) throw new Error(`no drawing of the village ${name}`)
  return file
}
