import { Route, Router } from 'preact-iso/router';
import { lazyPage } from '#web/routing/lazy-page.tsx';

const ThisMorning = lazyPage(() =>
  import('#web/pages/this-morning/this-morning-page.tsx').then((m) => m.ThisMorningPage),
);
const Event = lazyPage(() => import('#web/pages/event/event-page.tsx').then((m) => m.EventPage));
const Verify = lazyPage(() => import('#web/pages/event/verify/verify-page.tsx').then((m) => m.VerifyPage));
const Goods = lazyPage(() => import('#web/pages/goods/goods-page.tsx').then((m) => m.GoodsPage));
const CityMap = lazyPage(() => import('#web/pages/map/map-page.tsx').then((m) => m.MapPage));
const Supply = lazyPage(() => import('#web/pages/supply/supply-page.tsx').then((m) => m.SupplyPage));
const Data = lazyPage(() => import('#web/pages/data/data-page.tsx').then((m) => m.DataPage));
const Thresholds = lazyPage(() => import('#web/pages/thresholds/thresholds-page.tsx').then((m) => m.ThresholdsPage));
const Register = lazyPage(() => import('#web/pages/register/register-page.tsx').then((m) => m.RegisterPage));
const People = lazyPage(() => import('#web/pages/people/people-page.tsx').then((m) => m.PeoplePage));
const Log = lazyPage(() => import('#web/pages/log/log-page.tsx').then((m) => m.LogPage));
const More = lazyPage(() => import('#web/pages/more/more-page.tsx').then((m) => m.MorePage));
const NotFound = lazyPage(() => import('#web/pages/not-found/not-found-page.tsx').then((m) => m.NotFoundPage));

/** Which page answers which path; each is loaded when it is opened first. */
export function Pages() {
  return (
    <Router>
      <Route path="/" component={ThisMorning} />
      <Route path="/dang-nhap" component={ThisMorning} />
      <Route path="/su-kien/:id" component={Event} />
      <Route path="/su-kien/:id/xac-minh" component={Verify} />
      <Route path="/hang" component={Goods} />
      <Route path="/hang/:product/:place" component={Goods} />
      <Route path="/ban-do" component={CityMap} />
      <Route path="/ket-noi" component={Supply} />
      <Route path="/so-lieu" component={Data} />
      <Route path="/nguong" component={Thresholds} />
      <Route path="/nguong/:product" component={Thresholds} />
      <Route path="/co-so" component={Register} />
      <Route path="/nguoi" component={People} />
      <Route path="/nhat-ky" component={Log} />
      <Route path="/them" component={More} />
      <Route default component={NotFound} />
    </Router>
  );
}
