import * as THREE from '/three/three.module.min.js';
import {OrbitControls} from '/three/OrbitControls.js';
import {GLTFLoader} from '/three/GLTFLoader.js';
import {Place, Rack, all, ground, plantOf} from './bodies.js';

// Drawn when something has changed, and never more often than the machine can: a slow one shows fewer pictures, not older ones.
const REST = 3;
/** Somebody who looks sees a rack go, instead of its being elsewhere; where it is on the way nobody measures. */
const GO_MS = 1500;
const MARGIN = 1.5;
/** Labels stand over what they name: so much more than the line itself is in the picture. */
const ROOM = 1.07;

/** A model of the plant, as the server made it. */
export const modelOf = async bytes => plantOf((await new GLTFLoader().parseAsync(bytes, '')).scene);

/** The floor in three dimensions. World coordinates are the plant's: metres, z up. */
export class Scene {
  constructor(canvas, spec, plant, chosen) {
    this.canvas = canvas;
    this.renderer = new THREE.WebGLRenderer({canvas, antialias: true});
    this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.type = THREE.PCFSoftShadowMap;
    this.scene = new THREE.Scene();
    this.scene.background = new THREE.Color(0xd9dbdd);
    this.camera = new THREE.PerspectiveCamera(28, 1, 0.5, 400);
    this.camera.up.set(0, 0, 1);
    this.types = new Map(spec.types.map(type => [type.id, type.slots]));
    this.scene.add(plant);
    this.places = new Map(spec.places.map(place => [place.id, new Place(place, all(plant, place.kind).find(node => node.userData.id === place.id))]));
    this.racks = new Map();
    this.box = new THREE.Box3();
    this.places.forEach(place => this.box.expandByPoint(place.node.position));
    this.box.expandByVector(new THREE.Vector3(MARGIN, MARGIN, 0));
    this.box.max.z = 2.6;
    const size = this.box.getSize(new THREE.Vector3()), middle = this.box.getCenter(new THREE.Vector3());
    this.scene.add(ground(size.x + 200, size.y + 200, middle.x, middle.y));
    this.dock = [...this.places.values()].find(place => place.spec.kind === 'transporter');
    [this.vehicle] = all(plant, 'vehicle');
    this.vehicle.position.copy(this.dock.dock(0));
    this.light(middle, size);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.maxPolarAngle = 1.45;
    this.controls.minDistance = 4;
    this.controls.maxDistance = 120;
    this.controls.addEventListener('change', () => this.changed());
    this.click(chosen);
    this.watch = new ResizeObserver(() => this.fit());
    this.watch.observe(canvas.parentElement);
    this.fit();
    this.home();
  }

  light(middle, size) {
    const sun = new THREE.DirectionalLight(0xffffff, 2.1), reach = Math.max(size.x, size.y) / 2 + 3;
    sun.position.set(middle.x - 9, middle.y - 11, 20);
    sun.target.position.copy(middle);
    sun.castShadow = true;
    sun.shadow.mapSize.set(2048, 2048);
    Object.assign(sun.shadow.camera, {left: -reach, right: reach, top: reach, bottom: -reach, near: 1, far: 70});
    sun.shadow.bias = -0.0005;
    sun.shadow.radius = 3;
    this.scene.add(sun, sun.target, new THREE.HemisphereLight(0xffffff, 0xb8bdc2, 1.7));
  }

  /** The whole line fills the picture. */
  home() {
    const middle = this.box.getCenter(new THREE.Vector3()), way = new THREE.Vector3(0, -0.72, 0.69).normalize();
    middle.z = 0.6;
    const tall = Math.tan(this.camera.fov * Math.PI / 360), wide = tall * this.camera.aspect;
    const right = new THREE.Vector3(1, 0, 0), up = new THREE.Vector3().crossVectors(way, right).multiplyScalar(1);
    let far = 0;
    for (const corner of [...this.places.values()].flatMap(place => place.corners())) {
      const from = corner.sub(middle), near = from.dot(way);
      far = Math.max(far, near + Math.abs(from.dot(right)) / wide, near + Math.abs(from.dot(up)) / tall);
    }
    this.controls.target.copy(middle);
    this.camera.position.copy(middle).addScaledVector(way, far * ROOM);
    this.controls.update();
    this.changed();
  }

  /** Round the middle by an angle, or nearer and farther by a factor. */
  turn(angle, factor = 1) {
    const way = this.camera.position.clone().sub(this.controls.target).applyAxisAngle(this.camera.up, angle).multiplyScalar(factor);
    this.camera.position.copy(this.controls.target).add(way);
    this.controls.update();
  }

  fit() {
    const {clientWidth, clientHeight} = this.canvas.parentElement;
    this.renderer.setSize(clientWidth, clientHeight, false);
    this.camera.aspect = clientWidth / Math.max(1, clientHeight);
    this.camera.updateProjectionMatrix();
    this.changed();
  }

  click(chosen) {
    let from = null;
    const ray = new THREE.Raycaster();
    this.canvas.addEventListener('pointerdown', event => { from = [event.clientX, event.clientY]; });
    this.canvas.addEventListener('pointerup', event => {
      if (!from || Math.hypot(event.clientX - from[0], event.clientY - from[1]) > 5) return;
      const {left, top, width, height} = this.canvas.getBoundingClientRect();
      ray.setFromCamera(new THREE.Vector2((event.clientX - left) / width * 2 - 1, 1 - (event.clientY - top) / height * 2), this.camera);
      for (const {object} of ray.intersectObjects([...this.places.values()].map(place => place.node), true)) {
        const place = [...this.places.values()].find(one => { let node = object; while (node && node !== one.node) node = node.parent; return node; });
        if (place) return chosen(place.spec);
      }
    });
  }

  /** Robots that nobody knows the pose of are not there. */
  withRobots(known) {
    this.places.forEach(place => place.robots.forEach(robot => { robot.node.visible = known; }));
  }

  /** The newest of everything. */
  show(cells, robots, racks) {
    cells.forEach(({id, kind}) => this.places.get(id)?.show(kind));
    robots.forEach(robot => this.places.forEach(place => place.robots.get(robot.id)?.set(robot.joints, robot.connected)));
    const taken = new Map();
    const seen = new Set(racks.map(rack => rack.id));
    for (const [id, shown] of this.racks) if (!seen.has(id)) { this.scene.remove(shown.rack.node); this.racks.delete(id); }
    for (const one of racks) {
      const moving = one.place.startsWith('→ '), place = this.places.get(moving ? one.place.slice(2) : one.place);
      if (!place) continue;
      const index = taken.get(place) || 0;
      if (!moving) taken.set(place, index + 1);
      this.put(one, place, index, moving);
    }
    this.changed();
  }

  put(one, place, index, moving) {
    const to = place.dock(index), turn = place.node.rotation.z;
    if (moving) to.y = this.dock.node.position.y;
    let shown = this.racks.get(one.id);
    if (!shown) {
      shown = {rack: new Rack(this.types.get(one.type) || []), place: moving ? '' : one.place + index, from: null};
      shown.rack.node.position.copy(moving ? this.dock.dock(0) : to);
      shown.rack.node.rotation.z = turn;
      this.scene.add(shown.rack.node);
      this.racks.set(one.id, shown);
    }
    shown.rack.fill(one.slots);
    const name = one.place + index;
    if (shown.place !== name) Object.assign(shown, {place: name, from: shown.rack.node.position.clone(), turned: shown.rack.node.rotation.z, to, turn, began: performance.now(), carried: moving});
  }

  /** Brings racks that go nearer to where they are. */
  go(now) {
    let going = false;
    for (const shown of this.racks.values()) {
      if (!shown.from) continue;
      const share = Math.min(1, (now - shown.began) / GO_MS), soft = share * share * (3 - 2 * share);
      shown.rack.node.position.lerpVectors(shown.from, shown.to, soft);
      shown.rack.node.rotation.z = shown.turned + (shown.turn - shown.turned) * soft;
      shown.rack.node.position.z = shown.carried ? 0.27 : 0.27 * (1 - soft);
      if (shown.carried || share < 1) this.vehicle.position.set(shown.rack.node.position.x, shown.rack.node.position.y, 0);
      if (share < 1) going = true;
      else {
        shown.from = null;
        if (!shown.carried) this.vehicle.position.copy(this.dock.dock(0));
      }
    }
    return going;
  }

  changed() {
    if (this.asked || this.ended) return;
    this.asked = true;
    setTimeout(() => requestAnimationFrame(() => {
      this.asked = false;
      if (!this.ended) this.draw();
    }), this.took > 100 ? REST * this.took : 0);
  }

  draw() {
    const began = performance.now();
    if (this.go(began)) setTimeout(() => this.changed(), 0);
    this.renderer.render(this.scene, this.camera);
    if (this.drawn) this.drawn();
    this.took = performance.now() - began;
  }

  /** Where on the canvas a point of a place or a rack is seen; null when it is behind whoever looks. */
  seen(point) {
    const {clientWidth, clientHeight} = this.canvas, on = point.clone().project(this.camera);
    return on.z > 1 ? null : {x: (on.x + 1) / 2 * clientWidth, y: (1 - on.y) / 2 * clientHeight};
  }

  /** A place's label: at its edge where that is nearer than its middle, else above it. */
  labelOf(id) {
    const place = this.places.get(id), near = place.node.localToWorld(new THREE.Vector3(0, -place.depth / 2 - 0.1, 0));
    const middle = place.node.position, eye = this.camera.position;
    return this.seen(near.distanceTo(eye) < middle.distanceTo(eye) || place.spec.kind !== 'cell' ? near : near.setZ(2.9));
  }

  labelOfRack(id) {
    return this.seen(this.racks.get(id).rack.node.position.clone().setZ(this.racks.get(id).rack.node.position.z + 2.45));
  }

  /** What is drawn, read back from the bodies. */
  state() {
    return {
      robots: Object.fromEntries([...this.places.values()].flatMap(place => [...place.robots].map(([id, robot]) => [id, {joints: robot.joints(), lost: robot.lost.visible, drawn: robot.node.visible}]))),
      racks: Object.fromEntries([...this.racks].map(([id, {rack}]) => [id, {x: rack.node.position.x, y: rack.node.position.y, slots: rack.filled()}])),
      cells: Object.fromEntries([...this.places].map(([id, place]) => [id, place.kind]))};
  }

  close() {
    this.ended = true;
    this.watch.disconnect();
    this.controls.dispose();
    this.renderer.dispose();
  }
}
