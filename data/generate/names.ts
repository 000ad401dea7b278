/** Street, block and house names, all made up from word lists. */
import type { Style } from './quarters.ts'
import type { Random } from './random.ts'

const words = (text: string): string[] => text.split(' ')

const TREES = words(
  'Alder Ash Aspen Beech Birch Bramble Cedar Cherry Chestnut Cypress Elder Elm Fir Hawthorn Hazel Holly ' +
    'Hornbeam Juniper Laburnum Larch Laurel Lime Linden Lilac Maple Mulberry Myrtle Oak Olive Osier Pear Pine ' +
    'Plum Poplar Quince Rowan Spindle Spruce Sorrel Sycamore Tamarisk Thorn Walnut Wayfaring Whitebeam Willow Yew',
)
const BIRDS = words(
  'Avocet Bittern Blackcap Brambling Bunting Buzzard Chaffinch Chough Cormorant Crake Curlew Dabchick Dipper ' +
    'Dotterel Dunlin Dunnock Eider Fieldfare Firecrest Fulmar Gadwall Gannet Goldcrest Goldfinch Goshawk Grebe ' +
    'Guillemot Harrier Heron Hobby Jackdaw Kestrel Kingfisher Kittiwake Knot Lapwing Linnet Mallard Martin ' +
    'Merlin Nightjar Nuthatch Osprey Ouzel Petrel Pintail Pipit Plover Pochard Puffin Redpoll Redshank Redstart ' +
    'Redwing Robin Ruff Sanderling Sandpiper Shearwater Shrike Siskin Skylark Snipe Sparrow Starling Stonechat ' +
    'Swallow Swift Teal Tern Thrush Turnstone Twite Wagtail Warbler Waxwing Wheatear Whimbrel Whinchat Wigeon ' +
    'Woodcock Wren Yellowhammer',
)
const TRADES = words(
  'Anvil Bellows Bobbin Cable Candle Capstan Carder Chandler Clay Cobbler Cooper Cutler Dyer Fettler Foundry ' +
    'Fuller Furnace Girdler Glazier Glover Hemp Hooper Indigo Kiln Lantern Loom Malt Mercer Nailer Netmaker ' +
    'Oakum Pannier Pewter Piecer Potter Quarrel Reed Ropery Sailmaker Shuttle Skinner Slater Smelter Spindle ' +
    'Tallow Tanner Tenter Thatcher Tiller Treadle Turner Twine Vat Wainwright Warp Weft Wheelwright Whitesmith ' +
    'Ballast Bollard Boom Cordage Hawser Keel Lighter Mast Rigger Rudder Sculler Spar Windlass',
)
const INVENTED_FRONT = words(
  'Arl Bram Cald Dun Ell Fen Garth Hal Ing Kel Lang Mar Nether Orm Pel Rath Scar Thor Ulver Wath Wend Yar Brock ' +
    'Cran Hest Lav Mell Rav Sill Tarn',
)
const INVENTED_BACK = words('croft dale holme ley mere ridge shaw thwaite wick worth combe den field hurst')

const KINDS: Record<Style | 'close' | 'cross', string[]> = {
  centre: words('Street Lane Row Yard Passage'),
  terrace: words('Street Street Street Terrace Road'),
  semi: words('Avenue Crescent Road Grove Drive'),
  postwar: words('Road Walk Gardens Way Green'),
  modern: words('Way Drive Chase Rise'),
  lowrise: words('Road Place Wharf Court'),
  towers: words('Road Way Green'),
  village: words('Lane Lane Hill Croft'),
  industry: words('Way Road'),
  open: words('Lane'),
  close: words('Close Close Close Court Mews'),
  cross: words('Street Road Lane'),
}

/** Hands out street names that never come twice. */
export class Names {
  private readonly used = new Set<string>()
  private readonly stems: Record<string, string[]>
  private readonly random: Random

  constructor(random: Random) {
    this.random = random
    const invented = INVENTED_FRONT.flatMap((a) => INVENTED_BACK.map((b) => a + b))
    const shuffled = (list: string[]): string[] =>
      list
        .map((w) => [random.next(), w] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, w]) => w)
    this.stems = {
      trees: shuffled(TREES),
      birds: shuffled(BIRDS),
      trades: shuffled(TRADES),
      invented: shuffled(invented),
    }
  }

  /** A new street name fit for the quarter. */
  street(style: Style, close = false): string {
    const theme =
      style === 'terrace' || style === 'centre' || style === 'lowrise' || style === 'industry'
        ? 'trades'
        : style === 'modern'
          ? 'birds'
          : style === 'semi'
            ? 'trees'
            : 'invented'
    // a theme that has run dry borrows the invented stems, of which there are hundreds
    const stem = this.stems[theme].pop() ?? this.stems.invented.pop()!
    const kind = this.random.pick(KINDS[close ? 'close' : style])
    const name = `${stem} ${kind}`
    if (this.used.has(name)) return this.street(style, close)
    this.used.add(name)
    return name
  }

  /** A name for a block of flats. */
  block(tower: boolean): string {
    const stem = this.stems.invented.pop()!
    return `${stem} ${tower ? this.random.pick(['House', 'Tower', 'Point']) : this.random.pick(['Court', 'House', 'Lodge'])}`
  }

  /** A name for a house without a number; may come again in another lane. */
  house(): string {
    const a = this.random.pick(
      words(
        'Rose Ivy Orchard Stable Mill Barn Old Brook Meadow Gable Fox Hill South West Thatched Apple Damson Stone Linnet Quarry',
      ),
    )
    const b = this.random.pick(words('Cottage House Lodge View Barn Farm End Croft'))
    return a === b ? `${a} House` : `${a} ${b}`
  }
}
