/**
 * Words that users say for a view or a command and that stand in no name of it: the palette finds it by them and never shows
 * them. By id of the view or command; the nearest first where several have a word.
 */
export const OTHER_WORDS: Readonly<Record<string, string>> = {
  // tonight
  cocooning:
    'cocoon visits homes addresses houses call calls knock list rounds tonight night late turn leaflet letter card sheet print paper neighbours victims burgled target hardening',
  zones: 'risk cocoon 400 m 42 days live area tonight prediction forecast hot',
  patrol: 'night shift officers hours beat route walk drive car plan deploy presence directed',
  tracks: 'gps gpx body worn phone path where officers went',
  delivery:
    'cover coverage visited progress done late officers pcso round board hand over handover second visit results reply email message qr phone',
  // this week
  today: 'week overview summary alert watch what changed new chief inspector meeting tasking daily',
  change: 'trend rise fall emerging cold before after difference up down',
  compare: 'against versus vs two beats wards periods difference side groups same last year',
  // where
  hotspots: 'hot spot heat heatmap kernel kde density map hotspot bandwidth',
  gistar:
    'gi* gistar gi star getis ord significant significance cells grid squares hotspot more than chance lisa',
  areas:
    'ward wards beat beats lsoa msoa rate rates per thousand 1,000 households population council district neighbourhood funnel boundaries',
  concentration: 'lorenz gini worst streets street segments share law of crime pareto 80/20 top',
  clusters: 'dbscan st-dbscan group groups nearest neighbour hierarchical',
  // pattern
  aoristic: 'aoristic when time of day hour hours weekday night day evening clock temporal week',
  repeats: 'repeat victims revictimisation victimisation again same address same place',
  nearRepeat: 'knox near repeat test space time pattern contagion boost',
  classify: 'chains originator linked isolate follow',
  // series, did it work
  series: 'linked linking series offender mo modus operandi car key keys crime pattern cpa suspect',
  plans:
    'evaluate evaluation evaluating operation intervention treated comparison control displacement diffusion money cost costs benefit savings value worked effect impact power',
  cocooned: 'cover coverage cocooning evaluate evaluation reached homes visited worked effect',
  backtest: 'back-test prediction forecast accuracy hit rate pai pei predictive map score',
  claim: 'press news politician check fact fall reduction percent',
  quality: 'hmicfrs inspectorate pef dip sample scores audit investigation crime recording outcomes solved',
  // report and sides
  briefing: 'brief meeting print paper pdf report tasking chief ttcg',
  slide: 'powerpoint pptx presentation meeting deck picture',
  public: 'publish website press residents community newsletter social media anonymous',
  data: 'import upload csv excel columns left out rows erase delete clear wipe gdpr keep log audit package lock passphrase password encrypt export download addresses uprn file backup',
  incidents:
    'crimes table rows list search records export download csv save geopackage qgis gis kml geojson parquet shapefile',
  hours: 'time of day weekday night when',
  timeline: 'trend chart weekly dates history',
  explore: 'filters offence period date mo words select search subset kind beat charts',
  handbook: 'help manual guide how to documentation training support faq',
  notes: 'annotate annotation draw arrow text label comment',
  overlays: 'partner layers schools licensed premises cctv cameras shapes boundaries',
  // what can be done
  open: 'import upload load add file csv excel data browse',
  sample: 'demo example test training invented',
  save: 'export download project keep settings',
  project: 'load settings',
  package: 'lock password passphrase encrypt secure send share handover backup export',
  rounds: 'phone mobile street pcso pavement offline scan qr door doors list tablet',
  link: 'share url send address',
  frame: 'zoom fit reset home whole map all',
  beside: 'compare maps split two dual side',
  draw: 'polygon select area lasso shape',
  circle: 'radius buffer distance around',
  light: 'day bright white contrast',
  dark: 'night black mode',
  'its-settings': 'parameters options form bandwidth distance dates periods beats adjust',
  settings:
    'options preferences force name units metres yards miles as-at date today theme online map pin lock screen idle',
  keys: 'shortcuts keyboard hotkeys help',
  undo: 'back revert mistake',
  redo: 'again forward',
}
