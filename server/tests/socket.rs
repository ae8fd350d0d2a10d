//! The live socket through a real listener, read by a client that shares no code with the server's
//! side of it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use protocol::close::CloseReason;
use protocol::frame::{ChannelName, ServerFrame, Start};
use protocol::problem::ProblemCode;
use serde_json::{Value, json};
use server::app::App;
use server::config::{Config, Options};
use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::handshake::client::generate_key;
use tokio_tungstenite::tungstenite::{self, HandshakeError, Message, WebSocket, client};

struct World {
    runtime: Runtime,
    running: JoinHandle<anyhow::Result<()>>,
    address: SocketAddr,
    path: String,
    tokens: BTreeMap<String, String>,
    shutdown: server::shutdown::Shutdown,
    folder: PathBuf,
}

impl World {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("startex-socket-{}", server::ids::uuid()));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let given = Options {
            listen: Some("127.0.0.1:0".parse().unwrap()),
            data: Some(folder.clone()),
            tls: Some("off".into()),
            ..Options::default()
        };
        let config = Config::resolve(given, Options::default()).unwrap();
        let (app, path, tokens) = runtime.block_on(async {
            let app = App::start(&config).await.unwrap();
            let drill = server::scenario::load(server::scenario::bundled()[0].yaml.as_bytes()).scenario.unwrap();
            let handle = app.create_exercise(drill).await.unwrap();
            let links = app.links(handle.id()).await.unwrap();
            let tokens = links.into_iter().map(|(link, _)| (link.seat.code.to_string(), link.token)).collect();
            (app, format!("/api/v1/exercises/{}/live", handle.id()), tokens)
        });
        let (address, shutdown) = (app.address(), app.shutdown().clone());
        let running = runtime.spawn(app.run());
        Self { runtime, running, address, path, tokens, shutdown, folder }
    }

    fn connect(&self, seat: &str, protocol: Option<&str>) -> Result<Socket, u16> {
        let mut request = format!("ws://{}{}", self.address, self.path).into_client_request().unwrap();
        let headers = request.headers_mut();
        headers.insert("authorization", format!("Bearer {}", self.tokens[seat]).parse().unwrap());
        headers.insert("sec-websocket-key", generate_key().parse().unwrap());
        if let Some(protocol) = protocol {
            headers.insert("sec-websocket-protocol", protocol.parse().unwrap());
        }
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        match client(request, stream) {
            Ok((socket, response)) => {
                assert_eq!(response.headers()["sec-websocket-protocol"], protocol::SUBPROTOCOL);
                Ok(Socket { socket, seat: seat.into() })
            }
            Err(HandshakeError::Failure(tungstenite::Error::Http(response))) => Err(response.status().as_u16()),
            Err(other) => panic!("{other:?}"),
        }
    }

    /// A connection that has been welcomed and holds its snapshots.
    fn welcomed(&self, seat: &str) -> Socket {
        let mut socket = self.connect(seat, Some(protocol::SUBPROTOCOL)).unwrap();
        socket.send(&json!({"type": "hello"}));
        let ServerFrame::Welcome { channels, you, .. } = socket.frame() else { panic!("a welcome comes first") };
        assert_eq!(you.seat.as_str(), seat);
        let mut missing: Vec<ChannelName> = channels.keys().copied().collect();
        while !missing.is_empty() {
            if let ServerFrame::Snapshot { channel, last: true, .. } = socket.frame() {
                missing.retain(|name| *name != channel);
            }
        }
        socket
    }

    fn stop(self) {
        self.shutdown.request();
        self.runtime.block_on(self.running).unwrap().unwrap();
        std::fs::remove_dir_all(self.folder).unwrap();
    }
}

struct Socket {
    socket: WebSocket<TcpStream>,
    seat: String,
}

impl Socket {
    fn send(&mut self, frame: &Value) {
        self.socket.send(Message::text(frame.to_string())).unwrap();
    }

    fn submit(&mut self, id: &str, command: Value) {
        let frame = json!({"type": "submit", "id": id, "seat": self.seat, "command": command});
        self.send(&frame);
    }

    /// The next text frame.
    fn frame(&mut self) -> ServerFrame {
        loop {
            match self.socket.read().unwrap() {
                Message::Text(text) => return serde_json::from_str(&text).unwrap(),
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// The next answer to a command.
    fn answer(&mut self) -> ServerFrame {
        loop {
            let frame = self.frame();
            if matches!(frame, ServerFrame::Recorded { .. } | ServerFrame::Rejected { .. }) {
                return frame;
            }
        }
    }

    /// The code with which the server closes; whatever comes before is skipped.
    fn close_code(&mut self) -> u16 {
        loop {
            match self.socket.read() {
                Ok(Message::Close(Some(frame))) => return frame.code.into(),
                Ok(_) => {}
                Err(error) => panic!("{error:?}"),
            }
        }
    }

    fn is_alive(&mut self) -> bool {
        self.send(&json!({"type": "ping", "t0": 1}));
        loop {
            if let ServerFrame::Pong { .. } = self.frame() {
                return true;
            }
        }
    }
}

fn id(last: u8) -> String {
    format!("6b1c0b8e-2f6a-4f0e-9d3c-0000000000{last:02}")
}

#[test]
fn h1_only_startex_v1_is_spoken() {
    let world = World::new();
    assert_eq!(world.connect("DIR", None).err(), Some(400));
    assert_eq!(world.connect("DIR", Some("startex.v0, chat")).err(), Some(400));
    assert!(world.connect("DIR", Some("startex.v1")).is_ok());
    world.stop();
}

#[test]
fn h4_a_hello_is_welcomed_with_the_seat_and_all_that_it_may_see() {
    let world = World::new();
    let mut socket = world.connect("DIR", Some(protocol::SUBPROTOCOL)).unwrap();
    socket.send(&json!({"type": "hello"}));
    let ServerFrame::Welcome { you, channels, head, .. } = socket.frame() else { panic!() };
    assert!(you.may.contains(&"approve_exercise".to_owned()));
    assert_eq!(head.unwrap().len(), 64);
    assert!(channels.values().all(|start| start.start == Start::Fresh));
    let mut player = world.connect("XF-1", Some(protocol::SUBPROTOCOL)).unwrap();
    player.send(&json!({"type": "hello"}));
    let ServerFrame::Welcome { head, .. } = player.frame() else { panic!() };
    assert_eq!(head, None, "the head is control's");
    world.stop();
}

#[test]
fn s10_a_command_is_recorded_once_and_a_repeat_gets_the_same_answer() {
    let world = World::new();
    let mut director = world.welcomed("DIR");
    director.submit(&id(1), json!({"type": "submit_for_review"}));
    let first = director.answer();
    assert!(matches!(first, ServerFrame::Recorded { .. }), "{first:?}");
    drop(director);
    let mut director = world.welcomed("DIR");
    director.submit(&id(1), json!({"type": "submit_for_review"}));
    assert_eq!(director.answer(), first);
    director.submit(&id(1), json!({"type": "approve_exercise"}));
    let ServerFrame::Rejected { problem, .. } = director.answer() else { panic!() };
    assert_eq!(problem.code, ProblemCode::CommandIdReused);
    director.submit(&id(2), json!({"type": "start_exercise"}));
    let ServerFrame::Rejected { problem, .. } = director.answer() else { panic!() };
    assert_eq!(problem.code, ProblemCode::WrongStatus);
    world.stop();
}

#[test]
fn s1_what_is_too_large_or_no_frame_at_all_ends_that_connection_and_no_other() {
    let world = World::new();
    let mut other = world.welcomed("XF-1");
    let mut large = world.welcomed("XF-1");
    let text = format!(r#"{{"type":"ping","t0":1,"x":"{}"}}"#, "x".repeat(64 * 1024));
    large.socket.send(Message::text(text)).unwrap();
    assert_eq!(large.close_code(), 1009);

    let mut unmasked = world.welcomed("XF-1");
    std::io::Write::write_all(unmasked.socket.get_mut(), &[0x81, 0x02, b'h', b'i']).unwrap();
    assert_eq!(unmasked.close_code(), 1002);

    let mut not_text = world.welcomed("XF-1");
    std::io::Write::write_all(not_text.socket.get_mut(), &[0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe]).unwrap();
    assert_eq!(not_text.close_code(), 1007);

    let mut binary = world.welcomed("XF-1");
    for _ in 0..3 {
        binary.socket.send(Message::binary(vec![1, 2, 3])).unwrap();
    }
    let ServerFrame::Refused { problem } = binary.frame() else { panic!() };
    assert_eq!(problem.code, ProblemCode::BinaryFrame);
    assert_eq!(binary.close_code(), CloseReason::BadFrame.code());
    assert!(other.is_alive());
    world.stop();
}

#[test]
fn s5_a_flood_closes_the_flooder_and_nobody_else() {
    let world = World::new();
    let mut other = world.welcomed("XF-2");
    let mut flooder = world.welcomed("XF-1");
    let mut writer = WebSocket::from_raw_socket(
        flooder.socket.get_ref().try_clone().unwrap(),
        tungstenite::protocol::Role::Client,
        None,
    );
    let flood = std::thread::spawn(move || {
        let command = json!({"type": "ask_control", "delivery": id(9), "text": "x"});
        let frame = json!({"type": "submit", "id": id(8), "seat": "XF-1", "command": command}).to_string();
        for _ in 0..10_000 {
            if writer.send(Message::text(frame.clone())).is_err() {
                break;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    });
    assert_eq!(flooder.close_code(), CloseReason::Flooding.code());
    flood.join().unwrap();
    assert!(other.is_alive());
    world.stop();
}

#[test]
fn c2_at_the_end_of_the_server_everybody_is_told_to_come_back() {
    let world = World::new();
    let mut player = world.welcomed("XF-1");
    world.shutdown.request();
    assert_eq!(player.close_code(), CloseReason::Restarting.code());
    assert!(CloseReason::Restarting.retry());
    world.stop();
}
