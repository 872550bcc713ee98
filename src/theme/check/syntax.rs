//! What a template says, as a tree with places: the part of Tera's language that names data.
//!
//! Tera compiles templates and keeps its own tree to itself; this one is made to be held
//! against types. Every place is a range of bytes in the file.

use std::ops::Range;

use crate::i18n::Text;

/// A name and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ident {
    pub text: String,
    pub span: Range<usize>,
}

/// A template: what it extends, what it shows, and the components that it defines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template {
    pub parent: Option<Ident>,
    pub nodes: Vec<TemplateNode>,
    pub components: Vec<Component>,
}

/// `{% component name(parameters) %}…{% endcomponent %}`
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    pub name: Ident,
    pub parameters: Vec<Parameter>,
    /// The name that takes all further arguments.
    pub rest: Option<Ident>,
    pub body: Vec<TemplateNode>,
}

/// A parameter of a component.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    pub name: Ident,
    /// `@name`: taken from where the component is called.
    pub implicit: bool,
    pub default: Option<Expr>,
}

/// A piece of a template; plain text is left out.
#[derive(Clone, Debug, PartialEq)]
pub enum TemplateNode {
    Output(Expr),
    If {
        condition: Expr,
        body: Vec<TemplateNode>,
        otherwise: Vec<TemplateNode>,
    },
    For {
        key: Option<Ident>,
        value: Ident,
        target: Expr,
        body: Vec<TemplateNode>,
        otherwise: Vec<TemplateNode>,
    },
    /// A `set_global` lasts after the loop in which it stands.
    Set {
        name: Ident,
        value: Expr,
        global: bool,
    },
    SetBlock {
        name: Ident,
        filters: Vec<FilterCall>,
        body: Vec<TemplateNode>,
        global: bool,
    },
    Filtered {
        filters: Vec<FilterCall>,
        body: Vec<TemplateNode>,
    },
    Block {
        name: Ident,
        body: Vec<TemplateNode>,
    },
    Include(Ident),
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    pub kind: ExprKind,
    pub span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    Text(String),
    Number,
    Boolean,
    Nothing,
    Variable(String),
    /// `of.name`, or `of?.name`, which may be absent.
    Field {
        of: Box<Expr>,
        name: Ident,
        optional: bool,
    },
    /// `of[key]`
    Item {
        of: Box<Expr>,
        key: Box<Expr>,
        optional: bool,
    },
    /// `of[from:to:step]`
    Slice {
        of: Box<Expr>,
        bounds: Vec<Expr>,
    },
    Function {
        name: Ident,
        arguments: Vec<(Ident, Expr)>,
    },
    Call(ComponentCall),
    Filter {
        of: Box<Expr>,
        call: FilterCall,
    },
    Test {
        of: Box<Expr>,
        call: FilterCall,
    },
    /// `not of`, `-of`
    Unary {
        of: Box<Expr>,
        boolean: bool,
    },
    Binary {
        operator: TemplateOperator,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    Choice {
        condition: Box<Expr>,
        yes: Box<Expr>,
        no: Box<Expr>,
    },
    List(Vec<Entry>),
    Map(Vec<(Option<String>, Expr)>),
    Comprehension {
        value: Box<Expr>,
        key: Option<Ident>,
        name: Ident,
        target: Box<Expr>,
        condition: Option<Box<Expr>>,
    },
}

/// An entry of a list: a value, or `...list`.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    One(Expr),
    Spread(Expr),
}

/// The kinds of operators that differ in what they yield.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateOperator {
    And,
    Or,
    Equal,
    Compare,
    In,
    Arithmetic,
    Join,
}

/// The name and arguments of a filter or test.
#[derive(Clone, Debug, PartialEq)]
pub struct FilterCall {
    pub name: Ident,
    pub arguments: Vec<(Ident, Expr)>,
}

/// `<name argument={value} />`
#[derive(Clone, Debug, PartialEq)]
pub struct ComponentCall {
    pub name: Ident,
    /// An argument without a name is `{...map}`.
    pub arguments: Vec<(Option<Ident>, Expr)>,
    pub body: Vec<TemplateNode>,
}

/// Why a template cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub struct SyntaxError {
    pub span: Range<usize>,
    pub message: Text,
    pub help: Text,
}

impl SyntaxError {
    pub fn new(span: Range<usize>, message: Text, help: Text) -> SyntaxError {
        SyntaxError { span, message, help }
    }
}
